package io.nightjar.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingSuggestionTest {

  private static final List<String> KNOWN =
      List.of("schedule", "start-within", "fresh-for", "http");

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "shedule, schedule",
    "schedlue, schedule",
    "SCHEDULE, schedule",
    "start-in, ",
    "startwithin, start-within",
    "htpp, http",
    "x, ",
    "cron, "
  })
  void guesses_the_word_that_was_meant(String word, String expected) {
    assertThat(SpellingSuggestion.to(word, KNOWN).orElse(null)).isEqualTo(expected);
  }
}
