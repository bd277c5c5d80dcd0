package io.nightjar.watchdog.check;

import io.nightjar.instance.Instance;
import io.nightjar.instance.SchedulerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the schedulers that are present say of themselves. Their word is no proof that anything is fired. Pure. */
record SchedulerInstances(List<Instance> present) {

  /** To bring ten thousand jobs in line takes a minute or two. */
  static final Duration LONGEST_START = Duration.ofMinutes(3);

  /** How far the clocks of two instances may differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  static SchedulerInstances of(List<Instance> instances) {
    return new SchedulerInstances(instances.stream().filter(Instance::scheduler).toList());
  }

  boolean isEmpty() {
    return present.isEmpty();
  }

  /** How many of them claim to fire. */
  long started() {
    return present.stream()
        .filter(it -> it.vitals().scheduler() == SchedulerState.STARTED)
        .count();
  }

  /** Since when at least one that is present claims to fire; empty when none does. */
  Optional<Instant> startedSince() {
    return present.stream()
        .filter(it -> it.vitals().scheduler() == SchedulerState.STARTED)
        .map(SchedulerInstances::since)
        .min(Instant::compareTo);
  }

  /** Whether one of them has begun to fire since a change, and so has brought its tables in line with it. */
  boolean hasStartedSince(Instant change) {
    return present.stream()
        .filter(it -> it.vitals().scheduler() == SchedulerState.STARTED)
        .anyMatch(it -> !since(it).isBefore(change.minus(CLOCKS)));
  }

  /** Whether there are some, and none of them fires or is only being stopped. */
  boolean isIdle() {
    return !present.isEmpty()
        && present.stream()
            .map(it -> it.vitals().scheduler())
            .noneMatch(it -> it == SchedulerState.STARTED || it == SchedulerState.STOPPING);
  }

  /** Whether all of them fire nothing and none is about to. */
  boolean allHalted() {
    return !present.isEmpty()
        && present.stream().allMatch(it -> it.vitals().scheduler().isHalted());
  }

  /** How one of them stands: null cause: nothing is wrong; not decided: nobody can say yet. */
  record Standing(String subject, Assessment outlook) {}

  /** The state of each host. Several instances on one host count as one: the worst state counts. */
  List<Standing> standings(Instant now) {
    List<Standing> all = new ArrayList<>();
    for (Instance instance : present) {
      all.add(new Standing(subject(instance.name()), outlook(instance, now)));
    }
    return all;
  }

  static String subject(String host) {
    return "the scheduler on " + host;
  }

  private static Assessment outlook(Instance instance, Instant now) {
    return switch (instance.vitals().scheduler()) {
      case STARTED -> Assessment.RIGHT;
      case STOPPING, UNKNOWN -> Assessment.UNDECIDED;
      case STANDBY -> Assessment.wrong("it is on standby: it runs, but starts nothing");
      case SHUT_DOWN -> Assessment.wrong("it is shut down, although its process runs");
      case DEAD ->
        Assessment.wrong(
            "its thread has ended, although it reports that it is started; restart its process");
      case OFF, STARTING ->
        now.isAfter(since(instance).plus(LONGEST_START))
            ? Assessment.wrong(
                "it did not begin to start jobs within " + LONGEST_START.toMinutes() + " minutes")
            : Assessment.UNDECIDED;
    };
  }

  /** The states that they report, for people: "starting on nightjar-1, standby on nightjar-2". */
  String claims() {
    return present.stream()
        .map(it -> (it.vitals().scheduler() == SchedulerState.OFF
                ? "starting"
                : it.vitals().scheduler().word().replace('_', ' '))
            + " on " + it.name())
        .collect(Collectors.joining(", "));
  }

  private static Instant since(Instance instance) {
    return Objects.requireNonNullElse(instance.vitals().since(), instance.startedAt());
  }
}
