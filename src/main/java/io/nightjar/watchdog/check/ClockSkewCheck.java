package io.nightjar.watchdog.check;

import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Check;
import io.nightjar.watchdog.WatchdogProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notices a process whose clock differs from the database's, by two measures in a row that agree on it. */
@Component
class ClockSkewCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int ENOUGH = 2;

  private final InstanceRepository instances;
  private final Duration most;
  private final Map<UUID, Measure> measures = new HashMap<>();

  /** How often in a row a clock was off, counted by keep-alives, because each measurement counts once. */
  private record Measure(long keepAlive, boolean wrong, int inARow) {}

  ClockSkewCheck(InstanceRepository instances, WatchdogProperties settings) {
    this.instances = instances;
    this.most = settings.clockSkew();
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    List<Instance> present = instances.present();
    measures.keySet().retainAll(present.stream().map(Instance::id).toList());
    Set<String> there = new HashSet<>();
    Set<String> right = new HashSet<>();
    List<Finding> wrong = new ArrayList<>();
    for (Instance each : present) {
      String clock = Subject.clock(each.name());
      Duration ahead = each.vitals().clockAhead();
      there.add(clock);
      if (ahead != null && isSure(measure(each, ahead), true)) {
        wrong.add(Finding.of(IncidentKind.CLOCK_SKEW, clock, cause(ahead)));
      } else if (ahead != null && isSure(measures.get(each.id()), false)) {
        right.add(clock);
      }
    }
    return Optional.of(
        new Findings(IncidentKind.CLOCK_SKEW, wrong, open -> ending(open.name(), there, right)));
  }

  private static Optional<Resolution> ending(String clock, Set<String> there, Set<String> right) {
    if (!there.contains(clock)) {
      return Optional.of(Resolution.TAKEN_OVER);
    }
    return right.contains(clock) ? Optional.of(Resolution.RECOVERED) : Optional.empty();
  }

  private Measure measure(Instance instance, Duration ahead) {
    Measure known = measures.get(instance.id());
    if (known != null && known.keepAlive() == instance.keepAlive()) {
      return known;
    }
    boolean wrong = ahead.abs().compareTo(most) > 0;
    int before = known != null && known.wrong() == wrong ? known.inARow() : 0;
    Measure measure = new Measure(instance.keepAlive(), wrong, before + 1);
    measures.put(instance.id(), measure);
    return measure;
  }

  private static boolean isSure(@Nullable Measure measure, boolean wrong) {
    return measure != null && measure.wrong() == wrong && measure.inARow() >= ENOUGH;
  }

  private static String cause(Duration ahead) {
    String by = LocalTimes.duration(ahead);
    return ahead.isNegative()
        ? "it is " + by + " behind the database's; jobs start that much late there"
        : "it is " + by + " ahead of the database's; jobs start that much early there";
  }
}
