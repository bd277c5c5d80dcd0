package io.nightjar.selfmonitoring;

import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.rehearsal.RehearsalListener;
import io.nightjar.rehearsal.RehearsalReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Where it is told what a check of all jobs has shown, long before their time: which of them cannot start in this build.
 * It is about the job as a whole and not about a night, so what is judged of a night leaves it alone.
 */
@Component
public class CannotStartCheck implements RehearsalListener {

  private static final int LONGEST_CAUSE = 800;

  private final IncidentService incidents;
  private final CatalogueSync records;
  private final Clock clock;

  CannotStartCheck(IncidentService incidents, CatalogueSync records, Clock clock) {
    this.incidents = incidents;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public void rehearsed(RehearsalReport report) {
    List<CannotStart> failures = report.failures().stream()
        .map(result -> new CannotStart(result.job(), Objects.requireNonNull(result.cause())))
        .toList();
    Set<String> checked =
        report.jobs().stream().map(RehearsalReport.Result::job).collect(Collectors.toSet());
    tell(failures, checked, report.version(), clock.instant());
  }

  /** A job that cannot start, and why. */
  public record CannotStart(String job, String cause) {}

  /**
   * Tells what is new: jobs that cannot start, and jobs that can again or have left the catalogue. What is known already
   * is left as it is.
   *
   * @param checked all jobs that were looked at, those that cannot start included
   * @param version of the build that showed it
   */
  public void tell(
      Collection<CannotStart> failures, Set<String> checked, String version, Instant now) {
    List<Finding> problems =
        failures.stream().map(failure -> finding(failure, version)).toList();
    incidents.reconcile(
        new Findings(IncidentKind.COULD_NOT_START, problems, open -> ending(open, checked)), now);
  }

  private Optional<Resolution> ending(Incident open, Set<String> checked) {
    if (open.occurrence() != null) {
      return Optional.empty();
    }
    if (checked.contains(open.name())) {
      return Optional.of(Resolution.RECOVERED);
    }
    return records
        .find(open.name())
        .filter(record -> record.removedAt() != null)
        .map(record -> Resolution.NO_LONGER_WATCHED);
  }

  private static Finding finding(CannotStart failure, String version) {
    String cause = failure.cause();
    int end = Math.min(cause.length(), LONGEST_CAUSE);
    if (end < cause.length() && Character.isHighSurrogate(cause.charAt(end - 1))) {
      end--;
    }
    // The version is at the end, and must not be what is cut.
    String bounded = cause.substring(0, end) + (end < cause.length() ? "…" : "");
    return Finding.ofJob(
        IncidentKind.COULD_NOT_START,
        failure.job(),
        bounded + "; first seen with version " + version);
  }
}
