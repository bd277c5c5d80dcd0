package io.nightjar.runner.command;

import io.nightjar.runner.Tail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Drains the output of a command for as long as anybody writes to it, and keeps its end: a command whose output is not
 * read would stand still.
 */
final class Output {

  private static final int KEPT = 16 * 1024;

  private final Tail tail = new Tail(KEPT);
  private final Thread reader;

  private Output(InputStream output, String job) {
    this.reader = new Thread(() -> drain(output), "output-" + job);
    this.reader.setDaemon(true);
  }

  static Output of(Process process, String job) {
    Output output = new Output(process.getInputStream(), job);
    output.reader.start();
    return output;
  }

  private void drain(InputStream output) {
    byte[] buffer = new byte[8 * 1024];
    try {
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        tail.write(buffer, 0, read);
      }
    } catch (IOException closed) {
      // The process has ended, and with it what there was to read.
    }
  }

  /** What was written last, once all of it has arrived or that takes too long: a child left behind may hold it open. */
  String text(Duration patience) throws InterruptedException {
    reader.join(patience.toMillis());
    return tail.text();
  }
}
