package io.nightjar.demo;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One job of the fake service: a running flag, the job's duration, and its configured fault. */
final class FakeJob {

  /** How a job misbehaves. */
  enum Fault {
    NONE,
    /** It starts and never ends. */
    HANG,
    /** An earlier failure left its flag set: it answers "Already running" forever. */
    STUCK_FLAG,
    /** It answers "Just started" and does nothing. */
    GHOST
  }

  private final ScheduledExecutorService timer;
  private Duration duration;
  private Fault fault = Fault.NONE;
  private int refusal;
  private boolean busy;
  private boolean flag;
  private @Nullable Future<?> next;

  FakeJob(ScheduledExecutorService timer, Duration duration) {
    this.timer = timer;
    this.duration = duration;
  }

  synchronized void takes(Duration newDuration) {
    this.duration = newDuration;
  }

  synchronized void becomes(Fault newFault) {
    this.fault = newFault;
    this.refusal = 0;
  }

  synchronized void refuses(int status) {
    this.refusal = status;
  }

  synchronized int refusal() {
    return refusal;
  }

  /** Ends the job and removes its faults, as a restart of the service would. */
  synchronized void heal() {
    becomes(Fault.NONE);
    end();
  }

  synchronized boolean isRunning() {
    return flag || fault == Fault.STUCK_FLAG;
  }

  synchronized boolean isBusy() {
    return busy || fault == Fault.STUCK_FLAG;
  }

  /**
   * Starts the job unless it runs; its flag is set after the given delay. Returns whether it claims to have started.
   */
  synchronized boolean start(Duration flagDelay) {
    if (isBusy()) {
      return false;
    }
    if (fault != Fault.GHOST) {
      busy = true;
      if (flagDelay.isZero()) {
        raise();
      } else {
        next = timer.schedule(this::raise, flagDelay.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
    return true;
  }

  private synchronized void raise() {
    flag = true;
    if (fault != Fault.HANG) {
      next = timer.schedule(this::end, duration.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void end() {
    busy = false;
    flag = false;
    if (next != null) {
      next.cancel(false);
    }
  }
}
