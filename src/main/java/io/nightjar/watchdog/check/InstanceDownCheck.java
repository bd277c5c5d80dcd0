package io.nightjar.watchdog.check;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.SchedulerState;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.OwnIncidents;
import io.nightjar.watchdog.OwnIncidents.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells of processes that fell silent without saying goodbye and that nothing has replaced, and when that is over. */
@Component
public class InstanceDownCheck {

  private static final Logger log = LoggerFactory.getLogger(InstanceDownCheck.class);

  private final InstanceRepository instances;
  private final Incidents incidents;
  private final OwnIncidents own;
  private final LocalTimes times;

  InstanceDownCheck(
      InstanceRepository instances,
      Incidents incidents,
      OwnIncidents own,
      NightjarProperties settings) {
    this.instances = instances;
    this.incidents = incidents;
    this.own = own;
    this.times = new LocalTimes(settings.timeZone());
  }

  /** It was given up just now, in the caller's transaction. */
  public void lost(Instance gone, Instant now) {
    if (gone.vitals().scheduler() == SchedulerState.STOPPING) {
      log.info(
          "{} was being stopped and did not come to its goodbye: nobody is told", subject(gone));
      return;
    }
    instances
        .replacementOf(gone.id())
        .ifPresentOrElse(
            by -> log.info("{} is replaced by {}: nobody is told", subject(gone), subject(by)),
            () -> own.settle(
                IncidentKind.INSTANCE_DOWN,
                none -> false,
                List.of(Trouble.of(subject(gone), cause(gone))),
                Resolution.TAKEN_OVER,
                now));
  }

  /** Ends what is over. */
  public void look(Instant now) {
    List<Incident> open = incidents.openOf(IncidentKind.INSTANCE_DOWN);
    if (open.isEmpty()) {
      return;
    }
    Map<String, Instance> known = instances.all().stream()
        .collect(Collectors.toMap(InstanceDownCheck::subject, Function.identity(), (a, b) -> b));
    end(it -> it.lostAt() == null, Resolution.RECOVERED, known, now);
    end(it -> instances.replacementOf(it.id()).isPresent(), Resolution.TAKEN_OVER, known, now);
  }

  private void end(
      Predicate<Instance> isOver, Resolution how, Map<String, Instance> known, Instant now) {
    Predicate<Incident> over = incident -> {
      Instance about = known.get(incident.name());
      return about != null && isOver.test(about);
    };
    own.settle(IncidentKind.INSTANCE_DOWN, over, List.of(), how, now);
  }

  private String cause(Instance gone) {
    List<Instance> left = instances.present();
    String scheduler = !gone.scheduler()
        ? ""
        : names(left, Instance::scheduler, "; jobs are started by ", "; nobody starts jobs now");
    String watchdog =
        !gone.watchdog() ? "" : names(left, Instance::watchdog, "; jobs are watched by ", "");
    return "no sign of life since " + times.full(gone.keepAliveAt())
        + ", and no goodbye; it is version " + gone.version() + " and " + does(gone) + scheduler
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
