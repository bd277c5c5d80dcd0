package io.nightjar.incident.mute;

import org.jspecify.annotations.Nullable;

/** What a person asked of an incident or a mute cannot be: names the key, the value and what to ask instead. */
public final class RejectedRequestException extends IllegalArgumentException {

  private final String key;

  public RejectedRequestException(String key, @Nullable String value, String remedy) {
    super(key + " cannot be " + (value == null ? "left out" : value) + ": " + remedy);
    this.key = key;
  }

  /** The part of the request that is refused. */
  public String key() {
    return key;
  }
}
