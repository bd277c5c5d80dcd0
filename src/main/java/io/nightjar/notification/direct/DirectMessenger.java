package io.nightjar.notification.direct;

import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Message;
import org.springframework.stereotype.Component;

/**
 * Sends messages without the database and the outbox, for notifications while these are unavailable. Such messages are
 * kept in memory only.
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

  /** A message in the thread of an earlier one, where its channel has threads; on its own when that one was never delivered. */
  public DirectMessage reply(Message message, DirectMessage to) {
    return new DirectMessage(channels, message, to);
  }
}
