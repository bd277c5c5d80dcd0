package io.nightjar.notification.direct;

import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Message;
import org.springframework.stereotype.Component;

/**
 * The way to people that needs neither the database nor the outbox, for what must be said when these are gone. What is
 * said this way is kept in memory alone.
 */
@Component
public class DirectMessenger {

  private final ChannelRegistry channels;

  DirectMessenger(ChannelRegistry channels) {
    this.channels = channels;
  }

  /** A message to the place of all messages. */
  public DirectMessage call(Message message) {
    return new DirectMessage(channels, message, null);
  }

  /** A message in the thread of an earlier one, where its channel has threads; by itself when that was never said. */
  public DirectMessage reply(Message message, DirectMessage to) {
    return new DirectMessage(channels, message, to);
  }
}
