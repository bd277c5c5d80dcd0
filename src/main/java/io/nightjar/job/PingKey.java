package io.nightjar.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** The secret in the address of a job's pings. Never printed. */
public record PingKey(String value) {

  /** What can stand in an address as it is. */
  static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

  public PingKey {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a ping-key is up to 200 letters, digits, dots, dashes and underscores");
    }
  }

  /** Takes the place of a key that is not fit for use, so that its job still counts as one that pings. */
  static PingKey standIn() {
    return new PingKey(UUID.randomUUID().toString());
  }

  String digest() {
    return digestOf(value);
  }

  static String digestOf(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
