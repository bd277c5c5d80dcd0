package io.nightjar.watchdog.check;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.SchedulerState;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides when an instance that stopped without shutting down becomes an incident, and when that incident ends. */
@Component
public class InstanceDownCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(InstanceDownCheck.class);

  private final InstanceRepository instances;
  private final IncidentRepository incidents;
  private final LocalTimes times;

  InstanceDownCheck(
      InstanceRepository instances, IncidentRepository incidents, NightjarProperties settings) {
    this.instances = instances;
    this.incidents = incidents;
    this.times = new LocalTimes(settings.timeZone());
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  /** The finding about an instance that was just recorded as lost; empty when nobody needs to be notified. */
  public Optional<Finding> finding(Instance gone) {
    if (gone.vitals().scheduler() == SchedulerState.STOPPING) {
      log.info("{} ended during its shutdown: nobody is notified", subject(gone));
      return Optional.empty();
    }
    Optional<Instance> replacement = instances.replacementOf(gone.id());
    replacement.ifPresent(
        by -> log.info("{} is replaced by {}: nobody is notified", subject(gone), subject(by)));
    return replacement.isPresent()
        ? Optional.empty()
        : Optional.of(Finding.of(IncidentKind.INSTANCE_DOWN, subject(gone), cause(gone)));
  }

  /** Reports no problem: an incident that a person has ended must not be opened again, though the instance stays gone. */
  @Override
  public Optional<Findings> check(Instant now) {
    if (incidents.openOf(IncidentKind.INSTANCE_DOWN).isEmpty()) {
      return Optional.empty();
    }
    Map<String, Instance> known = instances.all().stream()
        .collect(Collectors.toMap(InstanceDownCheck::subject, Function.identity(), (a, b) -> b));
    return Optional.of(new Findings(
        IncidentKind.INSTANCE_DOWN, List.of(), open -> ending(known.get(open.name()))));
  }

  private Optional<Resolution> ending(@Nullable Instance about) {
    if (about == null) {
      return Optional.empty();
    }
    if (about.lostAt() == null) {
      return Optional.of(Resolution.RECOVERED);
    }
    return instances.replacementOf(about.id()).map(by -> Resolution.TAKEN_OVER);
  }

  private String cause(Instance gone) {
    List<Instance> left = instances.present();
    String scheduler = !gone.scheduler()
        ? ""
        : names(left, Instance::scheduler, "; jobs are started by ", "; nobody starts jobs now");
    String watchdog =
        !gone.watchdog() ? "" : names(left, Instance::watchdog, "; jobs are watched by ", "");
    return "last keep-alive " + times.full(gone.keepAliveAt())
        + ", and it did not shut down normally; version " + gone.version() + ", " + does(gone)
        + scheduler
        + watchdog;
  }

  private static String names(
      List<Instance> left, Predicate<Instance> which, String some, String none) {
    List<String> names =
        left.stream().filter(which).map(InstanceDownCheck::subject).toList();
    return names.isEmpty() ? none : some + String.join(", ", names);
  }

  private static String does(Instance instance) {
    if (instance.scheduler()) {
      return instance.watchdog() ? "starts jobs and watches them" : "starts jobs";
    }
    return instance.watchdog() ? "watches jobs" : "neither starts jobs nor watches them";
  }

  private static String subject(Instance instance) {
    return Subject.instance(instance.name(), instance.id());
  }
}
