package io.nightjar.notification;

/**
 * Where a notification is owed.
 *
 * @param channelKind the kind of channel, {@code slack}
 * @param place the place in the words of the channel, {@code #monitoring-prod}; empty: the channel's default
 */
public record Destination(String channelKind, String place) {

  @Override
  public String toString() {
    return channelKind + " " + place;
  }
}
