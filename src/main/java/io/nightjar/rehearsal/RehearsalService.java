package io.nightjar.rehearsal;

import io.nightjar.instance.InstanceInfo;
import io.nightjar.config.Roles;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.selfmonitoring.CannotStartCheck;
import io.nightjar.selfmonitoring.CannotStartCheck.CannotStart;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Rehearses all jobs, one rehearsal at a time, and keeps what the last one showed. */
@Service
public class RehearsalService {

  private final Rehearsal rehearsal;
  private final CannotStartCheck desk;
  private final InstanceInfo process;
  private final Roles roles;
  private final Clock clock;
  private final Semaphore free = new Semaphore(1);
  private volatile @Nullable RehearsalReport last;
  private volatile List<Result> cannotStart = List.of();

  RehearsalService(
      Rehearsal rehearsal, CannotStartCheck desk, InstanceInfo process, Roles roles, Clock clock) {
    this.rehearsal = rehearsal;
    this.desk = desk;
    this.process = process;
    this.roles = roles;
    this.clock = clock;
  }

  /**
   * Rehearses now. What it shows of this process's own jobs is told, unless it was a probe: that also fails while a
   * service is down for a moment, which says nothing of the night.
   *
   * @return the report; empty while another rehearsal is under way
   */
  public Optional<RehearsalReport> rehearse(boolean probe) throws InterruptedException {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      RehearsalReport report = take(probe);
      if (!probe) {
        tell(report);
      }
      return Optional.of(report);
    } finally {
      free.release();
    }
  }

  /** The same at the start, after any that is under way; the caller tells what it shows. */
  RehearsalReport selfCheck() throws InterruptedException {
    free.acquire();
    try {
      return take(false);
    } finally {
      free.release();
    }
  }

  private RehearsalReport take(boolean probe) throws InterruptedException {
    RehearsalReport report = rehearsal.rehearse(process.version(), probe);
    last = report;
    if (!probe) {
      cannotStart = report.failures();
    }
    return report;
  }

  /** Only of jobs that this process fires: that a command is missing on the host of a mere watchdog is no loss. */
  void tell(RehearsalReport report) {
    if (!roles.scheduler()) {
      return;
    }
    List<CannotStart> failures = report.failures().stream()
        .map(result -> new CannotStart(result.job(), Objects.requireNonNull(result.cause())))
        .toList();
    Set<String> checked = report.jobs().stream().map(Result::job).collect(Collectors.toSet());
    desk.tell(failures, checked, report.version(), clock.instant());
  }

  /** What the last one showed, empty when there was none since the start. */
  public Optional<RehearsalReport> last() {
    return Optional.ofNullable(last);
  }

  /** The jobs that could not start when they were last rehearsed, a probe apart. */
  public List<String> cannotStart() {
    return cannotStart.stream().map(Result::job).toList();
  }
}
