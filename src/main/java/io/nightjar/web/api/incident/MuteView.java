package io.nightjar.web.api.incident;

import io.nightjar.incident.mute.Mute;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mute as JSON. */
record MuteView(
    long id,
    @Nullable Set<String> jobs,
    String state,
    Instant from,
    Instant to,
    String reason,
    String author,
    Instant createdAt,
    @Nullable String endedBy) {

  static MuteView of(Mute mute, Instant now) {
    return new MuteView(
        mute.id(),
        mute.jobs(),
        state(mute, now),
        mute.from(),
        mute.to(),
        mute.reason(),
        mute.author(),
        mute.createdAt(),
        mute.endedBy());
  }

  private static String state(Mute mute, Instant now) {
    if (mute.holds(now)) {
      return "active";
    }
    return mute.endedBy() == null && now.isBefore(mute.from()) ? "planned" : "ended";
  }
}
