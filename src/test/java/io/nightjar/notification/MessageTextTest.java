package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.notification.MessageText.Part;
import io.nightjar.notification.MessageText.Time;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {

  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final MessageText TIME = new MessageTimes(ZoneId.of("Europe/London")).full(NIGHT);

  @Test
  void times_stay_times_where_texts_are_put_together() {
    MessageText text = MessageText.join(
        "; ",
        List.of(MessageText.format("from {} on", TIME), MessageText.of("or ").plus(TIME)));

    assertThat(text.plain()).isEqualTo("from Thu 22 Jan 00:05 GMT on; or Thu 22 Jan 00:05 GMT");
    assertThat(text.parts())
        .containsExactly(
            new Part("from ", null),
            new Part("Thu 22 Jan 00:05 GMT", NIGHT),
            new Part(" on; or ", null),
            new Part("Thu 22 Jan 00:05 GMT", NIGHT));
  }

  @Test
  void places_in_what_is_inserted_are_text() {
    assertThat(MessageText.format("{} and {}", "{}", TIME).plain())
        .isEqualTo("{} and Thu 22 Jan 00:05 GMT");
  }

  @Test
  void more_values_than_places_are_a_mistake() {
    assertThatThrownBy(() -> MessageText.format("at {}", TIME, TIME))
        .hasMessageContaining("more values than places: at {}");
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "0, 0", "2, 1", "0, 4"})
  void a_time_outside_of_the_text_is_refused(int start, int end) {
    assertThatThrownBy(() -> new MessageText("abc", List.of(new Time(start, end, NIGHT))))
        .hasMessageContaining("not a part of the text");
  }
}
