package io.nightjar.incident.mute;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mutes that hold at one instant. */
public record ActiveMutes(List<Mute> mutes) {

  public ActiveMutes {
    mutes = List.copyOf(mutes);
  }

  /**
   * The mute that covers a job, of several the one that ends last. An incident of Nightjar itself has no job and is never
   * covered: failed delivery or a monitoring gap is not planned work.
   */
  public Optional<Mute> covering(@Nullable String job) {
    return job == null
        ? Optional.empty()
        : mutes.stream().filter(mute -> mute.isFor(job)).max(Comparator.comparing(Mute::to));
  }
}
