package io.nightjar.rehearsal;

import io.nightjar.config.Roles;
import io.nightjar.instance.InstanceInfo;
import io.nightjar.rehearsal.RehearsalReport.Result;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Rehearses all jobs, one rehearsal at a time, and keeps the last report. */
@Service
public class RehearsalService {

  private final Rehearsal rehearsal;
  private final StartCheckRecorder recorder;
  private final InstanceInfo process;
  private final Roles roles;
  private final Semaphore free = new Semaphore(1);
  private volatile @Nullable RehearsalReport last;
  private volatile List<Result> cannotStart = List.of();

  RehearsalService(
      Rehearsal rehearsal, StartCheckRecorder recorder, InstanceInfo process, Roles roles) {
    this.rehearsal = rehearsal;
    this.recorder = recorder;
    this.process = process;
    this.roles = roles;
  }

  /**
   * Rehearses now. The result is recorded, except that of a probe: a probe also fails while a service is down for a
   * moment, which says nothing about the night.
   *
   * @return the report; empty while another rehearsal is in progress
   */
  public Optional<RehearsalReport> rehearse(boolean probe) throws InterruptedException {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      RehearsalReport report = take(probe);
      if (!probe) {
        record(report);
      }
      return Optional.of(report);
    } finally {
      free.release();
    }
  }

  /** The same at the start, after any rehearsal in progress. The caller records the result. */
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

  /** Only when this process fires jobs: a command that is missing on a watchdog's host does not matter. */
  void record(RehearsalReport report) {
    if (roles.scheduler()) {
      recorder.record(report);
    }
  }

  /** The last report, empty when there was none since the start. */
  public Optional<RehearsalReport> last() {
    return Optional.ofNullable(last);
  }

  /** The jobs that could not start in the last rehearsal that was no probe. */
  public List<String> cannotStart() {
    return cannotStart.stream().map(Result::job).toList();
  }
}
