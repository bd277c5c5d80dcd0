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
  private final RehearsalListener listener;
  private final InstanceInfo process;
  private final Roles roles;
  private final Semaphore free = new Semaphore(1);
  private volatile @Nullable RehearsalReport last;
  private volatile List<Result> cannotStart = List.of();

  RehearsalService(
      Rehearsal rehearsal, RehearsalListener listener, InstanceInfo process, Roles roles) {
    this.rehearsal = rehearsal;
    this.listener = listener;
    this.process = process;
    this.roles = roles;
  }

  /**
   * Rehearses now. The listener receives the report, except that of a probe: a probe also fails while a service is down
   * for a moment, which says nothing about the night.
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
        notifyListener(report);
      }
      return Optional.of(report);
    } finally {
      free.release();
    }
  }

  /** The same at the start, after any rehearsal in progress. The caller notifies the listener. */
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
  void notifyListener(RehearsalReport report) {
    if (!roles.scheduler()) {
      return;
    }
    listener.rehearsed(report);
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
