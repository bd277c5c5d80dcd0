package io.nightjar.rehearsal;

import io.nightjar.config.Roles;
import io.nightjar.instance.InstanceInfo;
import io.nightjar.rehearsal.RehearsalReport.Result;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Rehearses all jobs, one rehearsal at a time, and keeps what the last one showed. */
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
        notifyListener(report);
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
  void notifyListener(RehearsalReport report) {
    if (!roles.scheduler()) {
      return;
    }
    listener.rehearsed(report);
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
