package io.nightjar.notification;

import io.nightjar.platform.text.LocalTimes;
import java.time.Instant;
import java.time.ZoneId;

/** Instants as messages name them, in the zone of the job. */
public final class MessageTimes {

  private final LocalTimes local;

  public MessageTimes(ZoneId zone) {
    this.local = new LocalTimes(zone);
  }

  /** "Thu 22 Jan 00:05 GMT", which each reader may see in his own zone as well. */
  public MessageText full(Instant instant) {
    return MessageText.time(local.full(instant), instant);
  }

  /** "00:10", for an instant that stands beside a full one. */
  public String time(Instant instant) {
    return local.time(instant);
  }
}
