package io.nightjar.runner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWordingTest {

  @Test
  void an_excerpt_is_the_end_of_a_long_text() {
    assertThat(RunWording.excerpt("x".repeat(5_000) + "the end"))
        .hasSize(2_000)
        .endsWith("xthe end");
  }

  @Test
  void an_excerpt_never_begins_with_half_a_character() {
    String excerpt = RunWording.excerpt("🦉".repeat(1_000) + "x");

    assertThat(excerpt).hasSize(1_999).startsWith("🦉").endsWith("🦉x");
  }

  @Test
  void there_is_no_excerpt_of_nothing() {
    assertThat(RunWording.excerpt(" \r\n\t ")).isNull();
  }

  @Test
  void what_a_terminal_or_a_database_would_choke_on_is_taken_out() {
    assertThat(RunWording.excerpt("\u001B[31mred\u001B[0m\r\n50 %\r100 %\u0000\u0007"))
        .isEqualTo("red\n50 %\n100 %\uFFFD\uFFFD");
  }

  @Test
  void one_line_is_the_beginning_on_one_line() {
    assertThat(RunWording.oneLine(" a\n\n b\tc ", 10)).isEqualTo("a b c");
    assertThat(RunWording.oneLine("0123456789A", 10)).isEqualTo("012345678…");
    assertThat(RunWording.oneLine("01234567🦉9", 10)).isEqualTo("01234567…");
  }

  @Test
  void the_last_line_is_the_last_that_says_something() {
    assertThat(RunWording.lastLine("first\nno space left on device\n\n", 100))
        .isEqualTo("no space left on device");
    assertThat(RunWording.lastLine("", 100)).isEmpty();
  }

  @ParameterizedTest(name = "{0} reads {1}")
  @CsvSource({
    "PT30S, 30s",
    "PT1H5M, 1h5m",
    "PT0.3S, 0.3s",
    "PT31M5.123456S, 31m5s",
    "PT24H, 24h",
    "PT0S, 0s"
  })
  void a_duration_reads_as_people_write_it(Duration duration, String words) {
    assertThat(RunWording.span(duration)).isEqualTo(words);
  }
}
