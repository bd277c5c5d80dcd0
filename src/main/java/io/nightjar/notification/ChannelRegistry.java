package io.nightjar.notification;

import io.nightjar.notification.DeliveryException.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kinds of channels in this build, in the order in which they are preferred. */
@Component
public class ChannelRegistry {

  private final List<Channel> channels;

  public ChannelRegistry(List<Channel> channels) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("no kind of alert channel is part of this build");
    }
    this.channels = List.copyOf(channels);
  }

  public boolean anyConfigured() {
    return channels.stream().anyMatch(Channel::isConfigured);
  }

  /** All that could deliver. */
  public List<Channel> configured() {
    return channels.stream().filter(Channel::isConfigured).toList();
  }

  /** The default places of all other channels that are configured. */
  public List<Destination> others(Destination than) {
    return configured().stream()
        .map(channel -> new Destination(channel.kind(), channel.place(null)))
        .filter(place -> !place.channelKind().equals(than.channelKind()))
        .toList();
  }

  /** Whether messages to channels of a kind may not tell of two incidents. */
  public boolean takesOneIncidentAMessage(String kind) {
    return channels.stream()
        .filter(channel -> channel.kind().equals(kind))
        .anyMatch(Channel::takesOneIncidentAMessage);
  }

  /** The first that is configured; without one the first of all, which refuses and says what to configure. */
  public Channel preferred() {
    return channels.stream().filter(Channel::isConfigured).findFirst().orElse(channels.get(0));
  }

  /**
   * The channel of a kind.
   *
   * @throws DeliveryException when no channel of the kind is part of this build
   */
  public Channel named(String kind) {
    return channels.stream()
        .filter(channel -> channel.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new DeliveryException(
            Kind.PERMANENT, "this build has no alert channel of kind '" + kind + "'", null));
  }
}
