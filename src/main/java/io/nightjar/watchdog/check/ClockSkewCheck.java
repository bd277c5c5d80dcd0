package io.nightjar.watchdog.check;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.OwnIncidents;
import io.nightjar.watchdog.OwnIncidents.Trouble;
import io.nightjar.watchdog.WatchdogProperties;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notices a process whose clock differs from the database's, by two measures in a row that agree on it. */
@Component
@Order(WatchdogTask.CLOCKS)
class ClockSkewCheck implements WatchdogTask {

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int ENOUGH = 2;

  private final InstanceRepository instances;
  private final OwnIncidents own;
  private final Duration most;
  private final Map<UUID, Finding> findings = new HashMap<>();
  private final Interval rhythm = new Interval(EVERY);

  /** How often in a row a clock was found to be so; by the pulse, because a measure counts once. */
  private record Finding(long keepAlive, boolean wrong, int inARow) {}

  ClockSkewCheck(InstanceRepository instances, OwnIncidents own, WatchdogProperties settings) {
    this.instances = instances;
    this.own = own;
    this.most = settings.clockSkew();
  }

  @Override
  public boolean step(Instant now) {
    if (rhythm.beats(now)) {
      look(now);
    }
    return false;
  }

  private void look(Instant now) {
    List<Instance> present = instances.present();
    findings.keySet().retainAll(present.stream().map(Instance::id).toList());
    Set<String> there = new HashSet<>();
    Set<String> right = new HashSet<>();
    Map<String, Trouble> wrong = new HashMap<>();
    for (Instance each : present) {
      String clock = Subject.clock(each.name());
      Duration ahead = each.vitals().clockAhead();
      there.add(clock);
      if (ahead != null && isSure(measure(each, ahead), true)) {
        wrong.put(clock, Trouble.of(clock, cause(ahead)));
      } else if (ahead != null && isSure(findings.get(each.id()), false)) {
        right.add(clock);
      }
    }
    settle(wrong.values(), it -> right.contains(it.name()), Resolution.RECOVERED, now);
    settle(wrong.values(), it -> !there.contains(it.name()), Resolution.TAKEN_OVER, now);
  }

  private Finding measure(Instance instance, Duration ahead) {
    Finding known = findings.get(instance.id());
    if (known != null && known.keepAlive() == instance.keepAlive()) {
      return known;
    }
    boolean wrong = ahead.abs().compareTo(most) > 0;
    int before = known != null && known.wrong() == wrong ? known.inARow() : 0;
    Finding finding = new Finding(instance.keepAlive(), wrong, before + 1);
    findings.put(instance.id(), finding);
    return finding;
  }

  private static boolean isSure(@Nullable Finding finding, boolean wrong) {
    return finding != null && finding.wrong() == wrong && finding.inARow() >= ENOUGH;
  }

  private void settle(
      Collection<Trouble> wrong, Predicate<Incident> over, Resolution ending, Instant now) {
    own.settle(IncidentKind.CLOCK_SKEW, over, wrong, ending, now);
  }

  private static String cause(Duration ahead) {
    String by = LocalTimes.duration(ahead);
    return ahead.isNegative()
        ? "it is " + by + " behind the database's; jobs start that much late there"
        : "it is " + by + " ahead of the database's; jobs start that much early there";
  }
}
