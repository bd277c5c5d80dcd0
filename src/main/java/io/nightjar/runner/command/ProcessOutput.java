package io.nightjar.runner.command;

import io.nightjar.runner.text.OutputTail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads the output of a command while it runs, and keeps its end: a command whose output is not read would block. It
 * reads only available bytes, because a blocking read could not be ended while an orphaned child holds the pipe open.
 */
final class ProcessOutput {

  private static final int KEPT = 16 * 1024;

  /** A command that has ended left at most this much in the pipe; anything more comes from an orphaned child. */
  private static final int LARGEST_PIPE = 1024 * 1024;

  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final OutputTail tail = new OutputTail(KEPT);
  private final InputStream pipe;
  private final Thread reader;
  private volatile boolean ended;

  private ProcessOutput(InputStream pipe, String job) {
    this.pipe = pipe;
    this.reader = new Thread(this::drain, "output-" + job);
    this.reader.setDaemon(true);
  }

  static ProcessOutput of(Process process, String job) {
    ProcessOutput output = new ProcessOutput(process.getInputStream(), job);
    output.reader.start();
    return output;
  }

  private void drain() {
    // When the process ends, the JDK reads the rest of the pipe into memory, however much a child
    // still writes. Holding the monitor of the stream prevents that until the stream is closed.
    synchronized (pipe) {
      try (pipe) {
        copyUntilEnded();
        copyRest();
      } catch (IOException closed) {
        // There is nothing left to read.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void copyUntilEnded() throws IOException, InterruptedException {
    byte[] buffer = new byte[8 * 1024];
    long pause = 1;
    while (!ended) {
      if (copy(buffer) > 0) {
        pause = 1;
      } else {
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private void copyRest() throws IOException {
    byte[] buffer = new byte[8 * 1024];
    int all = 0;
    for (int copied = copy(buffer); copied > 0 && all < LARGEST_PIPE; copied = copy(buffer)) {
      all += copied;
    }
  }

  private int copy(byte[] buffer) throws IOException {
    int waiting = Math.min(pipe.available(), buffer.length);
    if (waiting <= 0) {
      return 0;
    }
    int read = pipe.read(buffer, 0, waiting);
    tail.write(buffer, 0, Math.max(0, read));
    return read;
  }

  /**
   * Stops reading after the command has ended and returns its last output. A child that still writes finds the pipe
   * closed.
   */
  String end() {
    ended = true;
    try {
      reader.join(LAST_OUTPUT.toMillis());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    return tail.text();
  }
}
