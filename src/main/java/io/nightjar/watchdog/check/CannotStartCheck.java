package io.nightjar.watchdog.check;

import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.StartCheck;
import io.nightjar.ledger.job.StartCheckRepository;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reports jobs that the last rehearsal could not start, long before they are due. It is about the job as a whole and not
 * about an occurrence, so what is judged of a night leaves it alone.
 */
@Component
class CannotStartCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(2);

  /** By how much the clock may be ahead with which a person's ending of an incident was noted. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final StartCheckRepository checks;
  private final IncidentRepository incidents;
  private final CatalogueSync records;

  CannotStartCheck(
      StartCheckRepository checks, IncidentRepository incidents, CatalogueSync records) {
    this.checks = checks;
    this.incidents = incidents;
    this.records = records;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    List<StartCheck> failed = checks.failed();
    // An ending that lies ahead was noted by a wrong clock, and must not hide what comes before it.
    Map<String, Instant> ended = incidents.resolvedByPerson(
        IncidentKind.COULD_NOT_START,
        failed.stream().map(StartCheck::job).toList(),
        now.plus(TOLERANCE));
    List<Finding> problems = failed.stream()
        .filter(check -> isReported(check, ended.get(check.job())))
        .map(CannotStartCheck::finding)
        .toList();
    Set<String> unsolved = failed.stream().map(StartCheck::job).collect(Collectors.toSet());
    Supplier<Set<String>> startable = SingletonSupplier.of(checks::startable);
    return Optional.of(new Findings(
        IncidentKind.COULD_NOT_START,
        problems,
        open -> unsolved.contains(open.name()) ? Optional.empty() : ending(open, startable)));
  }

  /** What a person ended is not opened again before another rehearsal shows it. */
  private static boolean isReported(StartCheck check, @Nullable Instant endedByPerson) {
    return endedByPerson == null || check.checkedAt().isAfter(endedByPerson);
  }

  private Optional<Resolution> ending(Incident open, Supplier<Set<String>> startable) {
    if (open.occurrence() != null) {
      return Optional.empty();
    }
    if (startable.get().contains(open.name())) {
      return Optional.of(Resolution.RECOVERED);
    }
    return records
        .find(open.name())
        .filter(record -> record.removedAt() != null)
        .map(record -> Resolution.NO_LONGER_WATCHED);
  }

  private static Finding finding(StartCheck failed) {
    return Finding.ofJob(
        IncidentKind.COULD_NOT_START,
        failed.job(),
        failed.cause() + "; first seen with version " + failed.version());
  }
}
