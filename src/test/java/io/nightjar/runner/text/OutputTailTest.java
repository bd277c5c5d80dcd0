package io.nightjar.runner.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputTailTest {

  @Test
  void a_short_text_is_kept_whole() {
    assertThat(tailOf(16, "abc", "def").text()).isEqualTo("abcdef");
    assertThat(new OutputTail(16).text()).isEmpty();
  }

  @Test
  void of_a_long_text_the_end_is_kept_however_it_arrives() {
    Random random = new Random(20220122);
    String text = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(20);
    OutputTail tail = new OutputTail(64);

    for (int at = 0; at < text.length(); ) {
      int length = Math.min(text.length() - at, random.nextInt(150));
      tail.write(text.getBytes(UTF_8), at, length);
      at += length;
      assertThat(tail.text()).isEqualTo(text.substring(Math.max(0, at - 64), at));
    }
  }

  @Test
  void a_character_that_lost_its_beginning_is_left_out() {
    assertThat(tailOf(6, "🦉🦉").text()).isEqualTo("🦉");
  }

  @Test
  void bytes_that_are_no_utf_8_are_replaced() {
    OutputTail tail = new OutputTail(16);

    tail.write(new byte[] {'a', (byte) 0xFF, 'b'}, 0, 3);

    assertThat(tail.text()).isEqualTo("a\uFFFDb");
  }

  private static OutputTail tailOf(int capacity, String... parts) {
    OutputTail tail = new OutputTail(capacity);
    for (String part : parts) {
      tail.write(part.getBytes(UTF_8), 0, part.getBytes(UTF_8).length);
    }
    return tail;
  }
}
