package io.nightjar.web.security;

import java.util.Locale;

/** What the holder of a token may do. Each role includes the one before it. */
enum Role {
  /** Reads. */
  VIEWER,
  /** Re-runs, cancels, acknowledges, resolves. */
  OPERATOR,
  /** Reserved for calls that change Nightjar itself. */
  ADMIN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
