package io.nightjar.runner.command;

import io.nightjar.runner.text.OutputTail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Drains the output of a command while it runs, and keeps its end: a command whose output is not read would stand still.
 * It reads only what is there and never waits in a read, which nothing could end while a child that was left behind holds
 * the pipe open.
 */
final class ProcessOutput {

  private static final int KEPT = 16 * 1024;

  /** At its end a command has left no more than this in the pipe; what comes after it is of a child left behind. */
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
    // The JDK reads a pipe to its end into memory when the process has ended, however much a child
    // goes on to write. Who
    // holds the stream keeps it from that, and by then it is closed.
    synchronized (pipe) {
      try (pipe) {
        copyUntilEnded();
        copyRest();
      } catch (IOException closed) {
        // There is no more to read.
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

  /** What the command wrote last, after its end. Nothing is read any more: who still writes finds the pipe closed. */
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
