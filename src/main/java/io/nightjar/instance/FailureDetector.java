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
 * Watches the counters of instances: one that moves is a sign of life, by the observer's own clock alone. Time in which
 * the observer itself did not look is hardly counted: others may have lived all the while. For one thread.
 */
public final class FailureDetector {

  /** So much of the time since the last look counts at most. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

  private final Map<UUID, Sighting> sightings = new HashMap<>();
  private final Absence scheduler = new Absence();
  private final Absence watchdog = new Absence();
  private @Nullable Instant lastLook;

  private record Sighting(long count, Duration still) {}

  /** For how long no instance of a role has shown a sign of life. */
  public static final class Absence {

    private Duration lasting = Duration.ZERO;
    private boolean seen;

    private Absence() {}

    private void look(boolean signOfLife, Duration step) {
      seen |= signOfLife;
      lasting = signOfLife ? Duration.ZERO : lasting.plus(step);
    }

    /** Since the last sign of life, or since the observation began. */
    public Duration lasting() {
      return lasting;
    }

    /** Whether there has been a sign of life while this observer looked, the last of them not long ago. */
    public boolean isOver(Duration longest) {
      return seen && lasting.compareTo(longest) <= 0;
    }
  }

  /** Looks at the instances that are there. */
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
        // What is there at the first look may have been dead for long.
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

  /** For how long its counter has been seen standing still. */
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
