package io.nightjar.alert;

import org.springframework.stereotype.Component;

/**
 * The way to people that needs neither the database nor the outbox, for what must be said when these are gone. What is
 * said this way is kept in memory alone.
 */
@Component
public class DirectLine {

  private final Channels channels;

  DirectLine(Channels channels) {
    this.channels = channels;
  }

  /** A message to the place of all messages. */
  public DirectCall call(Message message) {
    return new DirectCall(channels, message, null);
  }

  /** A message in the thread of an earlier one, where its channel has threads; by itself when that was never said. */
  public DirectCall reply(Message message, DirectCall to) {
    return new DirectCall(channels, message, to);
  }
}
