package io.nightjar.web.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingBodyTest {

  private static String read(byte[] body) throws IOException {
    return PingBody.read(new ByteArrayInputStream(body));
  }

  private static String read(String body) throws IOException {
    return read(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n"})
  void nothing_is_nothing(String body) throws IOException {
    assertThat(read(body)).isNull();
  }

  @Test
  void ten_thousand_bytes_are_kept_and_the_rest_is_not_read() throws IOException {
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        return 'x';
      }
    };

    assertThat(PingBody.read(endless)).isEqualTo("x".repeat(10_000));
  }

  @Test
  void the_cut_never_halves_a_character() throws IOException {
    assertThat(read("x".repeat(9_998) + "€€")).isEqualTo("x".repeat(9_998));
    assertThat(read("x".repeat(9_997) + "€€")).isEqualTo("x".repeat(9_997) + "€");
    assertThat(read("x".repeat(9_997) + "🦉🦉")).isEqualTo("x".repeat(9_997));
  }

  @Test
  void a_body_of_exactly_the_limit_is_kept_whole() throws IOException {
    assertThat(read("x".repeat(9_997) + "€")).isEqualTo("x".repeat(9_997) + "€");
  }

  @Test
  void invalid_bytes_are_replaced() throws IOException {
    assertThat(read(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}))
        .isEqualTo("a\uFFFDb\uFFFD");
  }
}
