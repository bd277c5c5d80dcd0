package io.nightjar.notification.dispatch;

import io.nightjar.notification.AlertProperties;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.UndeliverableDestination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reports whether Nightjar can notify people, for health, the page and the watchdog. */
@Component
public class AlertingStatus {

  private final Outbox outbox;
  private final DestinationRepository destinations;
  private final ChannelRegistry channels;
  private final AlertProperties settings;
  private final ObjectProvider<DispatcherLoop> loop;

  public AlertingStatus(
      Outbox outbox,
      DestinationRepository destinations,
      ChannelRegistry channels,
      AlertProperties settings,
      ObjectProvider<DispatcherLoop> loop) {
    this.outbox = outbox;
    this.destinations = destinations;
    this.channels = channels;
    this.settings = settings;
    this.loop = loop;
  }

  /** Whether any channel could deliver. Reads nothing. */
  public boolean configured() {
    return channels.anyConfigured();
  }

  /** Reads the outbox: throws when the database cannot be read. */
  public AlertingState facts(Instant now) {
    DispatcherLoop dispatching = loop.getIfAvailable();
    return new AlertingState(
        channels.anyConfigured(),
        channels.preferred().kind(),
        dispatching != null,
        dispatching == null ? null : dispatching.lastPass(),
        outbox.lastSent(),
        destinations.lastError(),
        outbox.pending(now));
  }

  /**
   * The destinations that do not accept their notifications: they refuse them, or have not confirmed them for
   * {@code nightjar.alert.fallback-after}.
   */
  public List<UndeliverableDestination> stuck(Instant now) {
    return destinations.stuck(settings.fallbackAfter(), now);
  }

  /** The incidents that a message tells of, by the notification under whose identity it went out. */
  public List<Long> incidentsOf(UUID message) {
    return outbox.incidentsOf(message);
  }
}
