package io.nightjar.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackRequestVerifierTest {

  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final byte[] BODY = utf8("payload=%7B%22type%22%3A%22block_actions%22%7D");
  private static final Instant SIGNED = Instant.parse("2026-01-22T00:10:00Z");
  private static final String TIMESTAMP = String.valueOf(SIGNED.getEpochSecond());

  private final SlackRequestVerifier signatures = with(SECRET);

  @ParameterizedTest(name = "seen {0} after it was signed: {1}")
  @CsvSource({
    "PT0S, true",
    "PT4M59.999S, true",
    "PT5M, true",
    "PT5M0.001S, false",
    "PT-5M, true",
    "PT-5M-0.001S, false",
    "PT87600H, false"
  })
  void a_request_is_genuine_within_five_minutes_both_ways(Duration after, boolean genuine) {
    assertThat(signatures.isGenuine(BODY, TIMESTAMP, sign(BODY, TIMESTAMP), SIGNED.plus(after)))
        .isEqualTo(genuine);
  }

  static Stream<Arguments> forgeries() throws Exception {
    String right = sign(BODY, TIMESTAMP);
    return Stream.of(
        Arguments.of("no signature", BODY, TIMESTAMP, null),
        Arguments.of("an empty signature", BODY, TIMESTAMP, ""),
        Arguments.of("no version", BODY, TIMESTAMP, right.substring(3)),
        Arguments.of("capitals", BODY, TIMESTAMP, right.toUpperCase(java.util.Locale.ROOT)),
        Arguments.of("half of it", BODY, TIMESTAMP, right.substring(0, 35)),
        Arguments.of("another body", utf8("payload=%7B%7D"), TIMESTAMP, right),
        Arguments.of(
            "one more byte",
            utf8(new String(BODY, StandardCharsets.UTF_8) + "\n"),
            TIMESTAMP,
            right),
        Arguments.of("another time", BODY, String.valueOf(SIGNED.getEpochSecond() + 1), right),
        Arguments.of("no time", BODY, null, right),
        Arguments.of("an empty time", BODY, "", sign(BODY, "")),
        Arguments.of("a time in words", BODY, "now", sign(BODY, "now")),
        Arguments.of("a signed time", BODY, "+" + TIMESTAMP, sign(BODY, "+" + TIMESTAMP)),
        Arguments.of("an endless time", BODY, "9".repeat(40), sign(BODY, "9".repeat(40))),
        Arguments.of(
            "bytes that are no text",
            new byte[] {(byte) 0xC3},
            TIMESTAMP,
            sign(new byte[] {(byte) 0xC3}, TIMESTAMP)),
        Arguments.of("another secret", BODY, TIMESTAMP, sign("another", BODY, TIMESTAMP)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void what_is_missing_or_malformed_is_not_genuine(
      String name, byte[] body, @Nullable String timestamp, @Nullable String signature) {
    assertThat(signatures.isGenuine(body, timestamp, signature, SIGNED)).isFalse();
  }

  @Test
  void without_a_secret_nothing_is_genuine() {
    SlackRequestVerifier none = with(" ");

    assertThat(signatures.isConfigured()).isTrue();
    assertThat(none.isConfigured()).isFalse();
    assertThat(none.isGenuine(BODY, TIMESTAMP, sign(BODY, TIMESTAMP), SIGNED)).isFalse();
  }

  private static SlackRequestVerifier with(String secret) {
    return new SlackRequestVerifier(
        Slacks.settings("xoxb-1", "#sync", "https://slack.com/api/", secret, ""));
  }

  private static String sign(byte[] body, String timestamp) {
    return sign(SECRET, body, timestamp);
  }

  private static String sign(String secret, byte[] body, String timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
      mac.update(utf8("v0:" + timestamp + ":"));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
