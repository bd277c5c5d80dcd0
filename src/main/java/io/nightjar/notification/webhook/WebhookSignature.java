package io.nightjar.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a message is Nightjar's, unchanged and not an old one sent again: HMAC-SHA256 of the
 * time-stamp, a full stop and the body.
 */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /** The value of the header: {@code sha256=} and the hexadecimal digits. */
  static String of(String secret, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(utf8(secret), ALGORITHM));
      mac.update(utf8(timestamp + "."));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(utf8(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
