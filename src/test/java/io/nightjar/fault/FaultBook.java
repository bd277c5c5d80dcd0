package io.nightjar.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Where tests write down what was said of a fault, and how long it took. {@code docs/faults.md} is made of it. */
public final class FaultBook {

  static final Path FOLDER = Path.of("target", "faults");

  private final Fault fault;
  private final String where;

  private FaultBook(Fault fault, String where) {
    this.fault = fault;
    this.where = where;
  }

  /** The packaged jar, in real time. */
  public static FaultBook jar(Fault fault) {
    return new FaultBook(fault, "packaged jar");
  }

  /** A part of it, by a clock that the test sets or in real time. */
  public static FaultBook room(Fault fault) {
    return new FaultBook(fault, "room");
  }

  /** Something was said in time. */
  public FaultBook said(String what, Instant provoked, Instant said, Duration within) {
    Duration after = Duration.between(provoked, said);
    assertThat(after).as("%s: %s", fault, what).isLessThanOrEqualTo(within);
    write(what, "%.1f s".formatted(Math.max(0, after.toMillis()) / 1000.0), text(within));
    return this;
  }

  /** Nothing is to be said, or nothing that has a deadline: what came of it. */
  public FaultBook so(String outcome) {
    write(outcome, "", "");
    return this;
  }

  private static String text(Duration within) {
    return within.toSeconds() + " s";
  }

  private void write(String what, String after, String within) {
    String line = String.join("\t", fault.name(), where, what, after, within) + "\n";
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(fault + "-" + UUID.randomUUID() + ".tsv"), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
