package io.nightjar.incident;

import org.jspecify.annotations.Nullable;

/** What a person asked of an incident or a mute cannot be: names the key, the value and what to ask instead. */
public final class RefusedException extends IllegalArgumentException {

  private final String key;

  public RefusedException(String key, @Nullable String value, String remedy) {
    super(key + " cannot be " + (value == null ? "left out" : value) + ": " + remedy);
    this.key = key;
  }

  /** The part of the request that is refused. */
  public String key() {
    return key;
  }
}
