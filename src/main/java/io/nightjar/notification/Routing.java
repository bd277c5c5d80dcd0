package io.nightjar.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a notification is owed. */
@Component
public class Routing {

  private final ChannelRegistry channels;

  Routing(ChannelRegistry channels) {
    this.channels = channels;
  }

  /**
   * The destination of a job's messages, also when no channel is configured: then they stay owed, refused with the
   * remedy, until one is.
   *
   * @param jobChannel the place the job names, null: the default
   */
  public Destination destinationOf(@Nullable String jobChannel) {
    Channel channel = channels.preferred();
    String named = jobChannel == null || jobChannel.isBlank() ? null : jobChannel.strip();
    return new Destination(channel.kind(), channel.place(named));
  }

  /** Where all other channels put what concerns everybody: whom to tell that this place takes no messages. */
  public List<Destination> others(Destination than) {
    return channels.others(than);
  }
}
