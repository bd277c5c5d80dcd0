package io.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-27T12:34:56.789Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void it_prints_words_on_standard_error_and_occurrences_on_standard_output() {
    int status = explain(
        "30 1 * * *",
        "--zone",
        "Europe/London",
        "--from",
        "2026-03-28T00:00:00Z",
        "--to",
        "2026-03-31T00:00:00Z");
    assertThat(status).isZero();
    assertThat(out)
        .hasToString("2026-03-28T01:30:00Z\n2026-03-29T01:00:00Z\n2026-03-30T00:30:00Z\n");
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("at 01:30 every day, Europe/London");
  }

  @Test
  void from_is_inclusive_and_to_is_exclusive() {
    explain("0 0 * * * *", "--from=2026-03-28T00:00:00Z", "--to=2026-03-28T02:00:00Z");
    assertThat(out).hasToString("2026-03-28T00:00:00Z\n2026-03-28T01:00:00Z\n");
  }

  @Test
  void without_options_it_takes_the_next_seven_days_in_utc_and_says_so() {
    assertThat(explain("@daily")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(7)
        .startsWith("2026-03-28T00:00:00Z")
        .endsWith("2026-04-03T00:00:00Z");
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "at 00:00 every day, UTC",
            "by default: --zone UTC, --from 2026-03-27T12:34:56Z (now),"
                + " --to 2026-04-03T12:34:56Z (7 days later)");
  }

  @Test
  void no_occurrence_is_no_error() {
    assertThat(explain("@yearly")).isZero();
    assertThat(out).hasToString("");
  }

  @ParameterizedTest(name = "{0}: {1}; {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 * * 1          | day of the week \"1\" is a number | Remedy: write MON",
        "@daily;--zone;Mars   | --zone \"Mars\" is not a time zone | Europe/London",
        "@daily;--from;monday | --from \"monday\" is not an instant | 2026-03-29T01:00:00Z",
        "@daily;--to;2026-04-01 | --to \"2026-04-01\" is not an instant | 2026-03-29T01:00:00Z",
        "@daily;--to;+10000-01-01T00:00:00Z | --to +10000-01-01T00:00:00Z is out of range | year from 1 to 9998",
        "@daily;--to          | --to has no value | write it after --to",
        "@daily;--until;x     | there is no option --until | use --zone, --from, --to",
        "@daily;-z;UTC        | there is no option -z | use --zone, --from, --to",
        "@daily;--zone;UTC;--zone;UTC | --zone is given twice | once",
        "@daily;--to;2026-01-01T00:00:00Z | --to 2026-01-01T00:00:00Z is before --from 2026-03-27T12:34:56Z | earlier instant",
        "--zone;UTC           | the schedule is missing | in quotes",
        "0;5;0;bin;home;*     | more than one schedule: [0, 5, 0, bin, home, *] | in quotes",
        "''                   | the schedule is blank | @daily",
      })
  void what_it_cannot_take_it_refuses_with_a_remedy(String args, String problem, String remedy) {
    assertThat(explain(args.split(";"))).isEqualTo(2);
    assertThat(out).hasToString("");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(problem, remedy, "Usage: explain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void it_shows_its_usage_when_asked(String option) {
    assertThat(explain(option)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: explain \"SCHEDULE\"");
  }

  /** As with {@code explain ... | head}; the 300 years of seconds asked for would take minutes and gigabytes. */
  @Test
  void it_streams_and_stops_when_nobody_reads_any_more() {
    PrintStream closing = new PrintStream(new ClosingAfter(100_000), false, StandardCharsets.UTF_8);
    int status = ExplainCommand.run(
        List.of("* * * * * *", "--to", "2326-01-01T00:00:00Z"), closing, printer(err), CLOCK);
    assertThat(status).isZero();
    assertThat(closing.checkError()).isTrue();
  }

  private int explain(String... args) {
    return ExplainCommand.run(List.of(args), printer(out), printer(err), CLOCK);
  }

  private static PrintStream printer(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** A pipe whose reader leaves. */
  private static final class ClosingAfter extends OutputStream {

    private int left;

    ClosingAfter(int bytes) {
      left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException("Broken pipe");
      }
    }
  }
}
