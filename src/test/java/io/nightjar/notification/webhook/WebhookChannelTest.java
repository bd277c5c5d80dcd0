package io.nightjar.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.JsonHttpClient;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookChannelTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:01.25Z");
  private static final UUID ID = UUID.fromString("2f0d8c1e-6a55-4f55-9a3c-0d4b1a2c3d4e");
  private static final String SECRET = "s3cret-key";
  private static final Message MESSAGE = new Message(
      Status.FIRING,
      "[prod] personOwnerRebuildJob did not start",
      List.of(new Fact("Expected", "00:05"), new Fact("Cause", "a < b &\n<!channel> \u001b[31m")),
      List.of(new Link("Runbook", "https://runbooks.example/sync?a=1&b=2")));

  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void json_is_signed_and_tells_everything() throws Exception {
    DeliveryReceipt receipt = channel(WebhookFormat.JSON, SECRET).deliver(delivery("first"));

    Receiver.Got got = receiver.got().get(0);
    assertThat(receipt).isEqualTo(new DeliveryReceipt(ID.toString(), "127.0.0.1"));
    assertThat(got.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(got.header("X-Nightjar-Notification")).isEqualTo(ID.toString());
    assertThat(got.header("X-Nightjar-Timestamp")).isEqualTo("1769040601");
    assertThat(got.header("X-Nightjar-Signature"))
        .isEqualTo("sha256=" + hmac("1769040601." + got.body()));
    assertThat(got.json().toPrettyString().lines().map(String::strip))
        .containsSequence(
            "\"id\" : \"" + ID + "\",",
            "\"thread\" : \"first\",",
            "\"environment\" : \"prod\",",
            "\"status\" : \"firing\",",
            "\"headline\" : \"[prod] personOwnerRebuildJob did not start\",",
            "\"summary\" : \"[prod] personOwnerRebuildJob did not start\",",
            "\"urgent\" : false,");
    assertThat(got.json().path("facts").get(1).path("text").asString())
        .isEqualTo("a < b &\n<!channel>  [31m");
    assertThat(got.json().path("links").get(0).path("address").asString())
        .isEqualTo("https://runbooks.example/sync?a=1&b=2");
    assertThat(got.json().path("sentAt").asString()).isEqualTo("2026-01-22T00:10:01.250Z");
  }

  @Test
  void without_a_secret_json_carries_its_identity_but_no_signature() {
    channel(WebhookFormat.JSON, "").deliver(delivery(null));

    Receiver.Got got = receiver.got().get(0);
    assertThat(got.header("X-Nightjar-Notification")).isEqualTo(ID.toString());
    assertThat(got.header("X-Nightjar-Signature")).isNull();
    assertThat(got.json().path("thread").isNull()).isTrue();
  }

  @Test
  void a_signature_can_be_computed_by_hand() {
    // printf '1769040601.{"a":1}' | openssl dgst -sha256 -hmac key
    assertThat(WebhookSignature.of("key", "1769040601", "{\"a\":1}"))
        .isEqualTo("sha256=43294038c7298b4808e12aee084f7c5f1f661282243adc380b6407cf7ea95fc6");
  }

  @ParameterizedTest
  @CsvSource({
    "JSON, 200, '', ",
    "JSON, 202, anything, ",
    "JSON, 204, '', ",
    "SLACK, 200, ok, ",
    "SLACK, 200, <html>, UNCLEAR",
    "SLACK, 200, '', UNCLEAR",
    "MATTERMOST, 200, ok, ",
    "TEAMS, 202, '', ",
    "JSON, 302, '', PERMANENT",
    "JSON, 400, no, CONTENT",
    "JSON, 401, no, PERMANENT",
    "JSON, 404, no, PERMANENT",
    "JSON, 410, no, PERMANENT",
    "JSON, 408, no, TRANSIENT",
    "JSON, 429, no, TRANSIENT",
    "JSON, 500, no, TRANSIENT",
    "JSON, 503, no, TRANSIENT",
    "JSON, 504, no, UNCLEAR"
  })
  void answers_are_told_apart_and_each_request_is_sent_once(
      WebhookFormat format, int status, String body, @Nullable Kind kind) {
    receiver.answer(status, body, Map.of("Location", receiver.url()));
    WebhookChannel channel = channel(format, "");

    if (kind == null) {
      channel.deliver(delivery(null));
    } else {
      assertThat(failure(channel)).matches(e -> e.kind() == kind);
    }
    assertThat(receiver.got()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"30, PT30S", "0, PT1S", "999999, PT1H", "soon, ", "'', "})
  void too_many_requests_wait_as_long_as_the_receiver_says(
      String retryAfter, @Nullable Duration wait) {
    receiver.answer(429, "", Map.of("Retry-After", retryAfter));

    assertThat(failure(channel(WebhookFormat.JSON, "")).retryAfter()).isEqualTo(wait);
  }

  @Test
  void no_answer_leaves_it_open_whether_it_arrived_and_no_connection_does_not() {
    WebhookChannel channel = channel(WebhookFormat.JSON, SECRET);
    receiver.stayStill();
    DeliveryException still = failure(channel);
    receiver.hangUp();
    DeliveryException hungUp = failure(channel);
    receiver.close();
    DeliveryException refused = failure(channel);

    assertThat(List.of(still.kind(), hungUp.kind(), refused.kind()))
        .containsExactly(Kind.UNCLEAR, Kind.UNCLEAR, Kind.TRANSIENT);
    assertThat(List.of(still, hungUp, refused))
        .allSatisfy(problem -> assertThat(problem)
            .hasNoCause()
            .hasMessageContaining("127.0.0.1")
            .hasMessageNotContaining("s3cret"));
  }

  @Test
  void without_an_address_it_refuses_with_the_remedy() {
    WebhookChannel none = new WebhookChannel(
        new WebhookProperties(" ", WebhookFormat.JSON, ""), "prod", post(), Clock.systemUTC());

    assertThat(none.isConfigured()).isFalse();
    assertThat(failure(none))
        .matches(e -> e.kind() == Kind.PERMANENT)
        .hasMessage("no webhook is configured: set nightjar.webhook.url");
  }

  @ParameterizedTest
  @EnumSource(WebhookFormat.class)
  void there_is_one_place_and_it_knows_no_look_up(WebhookFormat format) {
    WebhookChannel channel = channel(format, "");

    assertThat(channel.kind()).isEqualTo("webhook");
    assertThat(channel.place("#sync")).isEqualTo("127.0.0.1");
    assertThat(channel.canEdit()).isFalse();
    assertThat(channel.find(delivery(null), NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
    assertThat(channel.pace())
        .isEqualTo(format == WebhookFormat.JSON ? Duration.ZERO : Duration.ofSeconds(1));
  }

  private WebhookChannel channel(WebhookFormat format, String secret) {
    return new WebhookChannel(
        new WebhookProperties(receiver.url(), format, secret),
        "prod",
        post(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JsonHttpClient post() {
    return new JsonHttpClient(Duration.ofSeconds(2), Duration.ofMillis(500));
  }

  private static Delivery delivery(@Nullable String thread) {
    return new Delivery(ID, "127.0.0.1", thread, MESSAGE);
  }

  private static DeliveryException failure(WebhookChannel channel) {
    return catchThrowableOfType(DeliveryException.class, () -> channel.deliver(delivery(null)));
  }

  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
