package io.nightjar.notification.slack;

import com.slack.api.app_backend.SlackSignature;
import io.nightjar.notification.RequestVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Slack's signature: an HMAC of the time and the body, with the signing secret of the app. */
@Component
class SlackRequestVerifier implements RequestVerifier {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String secret;

  SlackRequestVerifier(SlackProperties settings) {
    this.secret = settings.signingSecret();
  }

  @Override
  public boolean isConfigured() {
    return !secret.isEmpty();
  }

  @Override
  public boolean isGenuine(
      byte[] body, @Nullable String timestamp, @Nullable String signature, Instant now) {
    String text = text(body);
    if (!isConfigured() || text == null || signature == null || !isRecent(timestamp, now)) {
      return false;
    }
    String expected = new SlackSignature.Generator(secret).generate(timestamp, text);
    // Slack's own verifier compares with equals, whose time tells how much of a guess is right.
    return expected != null && MessageDigest.isEqual(bytes(expected), bytes(signature));
  }

  private static boolean isRecent(@Nullable String timestamp, Instant now) {
    if (timestamp == null || !timestamp.matches("[0-9]{1,11}")) {
      return false;
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Null for bytes that are no text: read leniently, another body could pass for the one that was signed. */
  private static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
