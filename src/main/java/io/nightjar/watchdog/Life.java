package io.nightjar.watchdog;

import io.nightjar.incident.FollowUpDecision;
import io.nightjar.incident.FollowUpProperties;
import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the configuration and the mutes make of an open incident. */
@Component
class Life {

  private final MuteCalendar mutes;
  private final FollowUpProperties settings;

  Life(MuteCalendar mutes, FollowUpProperties settings) {
    this.mutes = mutes;
    this.settings = settings;
  }

  ActiveMutes muted(Instant now) {
    return mutes.at(now);
  }

  /**
   * An incident as it is opened.
   *
   * @param told whether people are told of it, or were of what it takes the place of
   * @param escalatedAt when what it takes the place of was taken further, null: it was not
   * @param mute the mute that covers it, null: none
   */
  Incident begun(
      Incident incident, boolean notified, @Nullable Instant escalatedAt, @Nullable Mute mute) {
    Incident begun =
        incident.withFollowUp(new FollowUpState(notified, null, 0, null, escalatedAt, null));
    return begun.withFollowUp(FollowUpDecision.opened(begun, settings, mute));
  }

  FollowUpDecision upkeep(Incident incident, @Nullable Mute mute, Standing standing, Instant now) {
    return FollowUpDecision.of(incident, settings, mute, standing, now);
  }
}
