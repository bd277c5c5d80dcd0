package io.nightjar.alert;

import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says how well Nightjar can tell people, for health and the page. */
@Component
public class Alerting {

  private final Outbox outbox;
  private final Channels channels;
  private final ObjectProvider<DispatcherLoop> loop;

  Alerting(Outbox outbox, Channels channels, ObjectProvider<DispatcherLoop> loop) {
    this.outbox = outbox;
    this.channels = channels;
    this.loop = loop;
  }

  /** Reads the outbox: throws when the database cannot be read. */
  public AlertingFacts facts(Instant now) {
    DispatcherLoop dispatching = loop.getIfAvailable();
    return new AlertingFacts(
        channels.anyConfigured(),
        channels.preferred().kind(),
        dispatching != null,
        dispatching == null ? null : dispatching.lastPass(),
        outbox.lastSent(),
        outbox.lastError(),
        outbox.pending(now));
  }
}
