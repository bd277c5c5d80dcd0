package io.nightjar.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Detects instances that have failed: their keep-alive counter no longer grows. Measures by the observer's own clock
 * alone. Counts at most a few seconds between two observations, because others may have been active during a longer
 * pause of the observer. Not thread-safe.
 */
public final class FailureDetector {

  /** The longest time between two observations that is counted. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

  private final Map<UUID, Sighting> sightings = new HashMap<>();
  private final Absence scheduler = new Absence();
  private final Absence watchdog = new Absence();
  private @Nullable Instant lastLook;

  private record Sighting(long count, Duration still) {}

  /** How long no instance of a role has sent a keep-alive. */
  public static final class Absence {

    private Duration lasting = Duration.ZERO;
    private boolean seen;

    private Absence() {}

    private void look(boolean alive, Duration step) {
      seen |= alive;
      lasting = alive ? Duration.ZERO : lasting.plus(step);
    }

    /** The time since the last keep-alive, or since the observation began. */
    public Duration lasting() {
      return lasting;
    }

    /** Whether this observer has seen a keep-alive, the last one at most this long ago. */
    public boolean isOver(Duration longest) {
      return seen && lasting.compareTo(longest) <= 0;
    }
  }

  /** Observes the instances that are present. */
  public void look(List<Instance> present, Instant now) {
    Duration step = step(now);
    boolean first = lastLook == null;
    lastLook = now;
    Set<UUID> moved = new HashSet<>();
    for (Instance each : present) {
      Sighting known = sightings.get(each.id());
      if (known != null && known.count() == each.keepAlive()) {
        sightings.put(each.id(), new Sighting(each.keepAlive(), known.still().plus(step)));
      } else {
        sightings.put(each.id(), new Sighting(each.keepAlive(), Duration.ZERO));
        // An instance seen at the first observation may have failed long ago.
        if (!first) {
          moved.add(each.id());
        }
      }
    }
    sightings.keySet().retainAll(present.stream().map(Instance::id).toList());
    scheduler.look(
        present.stream().anyMatch(it -> it.scheduler() && moved.contains(it.id())), step);
    watchdog.look(present.stream().anyMatch(it -> it.watchdog() && moved.contains(it.id())), step);
  }

  private Duration step(Instant now) {
    if (lastLook == null || now.isBefore(lastLook)) {
      return Duration.ZERO;
    }
    Duration since = Duration.between(lastLook, now);
    return since.compareTo(LONGEST_STEP) < 0 ? since : LONGEST_STEP;
  }

  /** How long its counter has not changed. */
  public Duration stillFor(UUID instance) {
    Sighting known = sightings.get(instance);
    return known == null ? Duration.ZERO : known.still();
  }

  public Absence scheduler() {
    return scheduler;
  }

  public Absence watchdog() {
    return watchdog;
  }
}
