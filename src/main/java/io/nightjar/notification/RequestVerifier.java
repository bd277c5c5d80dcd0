package io.nightjar.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells requests that a channel sent when somebody pressed a button or typed a command from forged or old ones. */
public interface RequestVerifier {

  /** Whether there is a secret to check with. Without one no request is genuine. */
  boolean isConfigured();

  /**
   * Whether the channel signed this very body within five minutes of now.
   *
   * @param body the body as it came, byte for byte
   * @param timestamp what the request says of when it was signed, seconds since 1970; null when it says nothing
   * @param signature what the request brings as proof, null when it brings none
   */
  boolean isGenuine(
      byte[] body, @Nullable String timestamp, @Nullable String signature, Instant now);
}
