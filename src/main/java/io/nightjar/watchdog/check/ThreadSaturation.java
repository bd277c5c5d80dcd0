package io.nightjar.watchdog.check;

import io.nightjar.instance.InstanceRepository;
import io.nightjar.ledger.trigger.BusyThreads;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whether any thread that starts jobs is free. Without one the scheduler is well: a restart would only end what runs. */
@Component
public class ThreadSaturation {

  private static final int NAMED = 5;

  private final StoredTriggerRepository stored;
  private final InstanceRepository instances;

  ThreadSaturation(StoredTriggerRepository stored, InstanceRepository instances) {
    this.stored = stored;
    this.instances = instances;
  }

  /** What all threads are at, and how many due starts wait for one; empty while one is free. */
  public Optional<String> at(Instant now) {
    List<BusyThreads> busy = stored.busyThreads();
    boolean full = !busy.isEmpty()
        && busy.size() == SchedulerInstances.of(instances.present()).started()
        && busy.stream().allMatch(BusyThreads::isFull);
    return full ? Optional.of(words(busy, stored.waiting(now))) : Optional.empty();
  }

  private static String words(List<BusyThreads> busy, long waiting) {
    String each = busy.stream()
        .map(it -> "all %d threads on %s are busy (%s)"
            .formatted(it.threads(), it.host(), names(it.jobs())))
        .collect(Collectors.joining("; "));
    return each + "; " + waiting + " due starts wait. The scheduler itself works";
  }

  private static String names(List<String> jobs) {
    String first = jobs.stream().distinct().limit(NAMED).collect(Collectors.joining(", "));
    long more = jobs.stream().distinct().count() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
