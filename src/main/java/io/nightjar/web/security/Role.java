package io.nightjar.web.security;

import java.util.Locale;

/** What a token may do. Each role may do what the one before it may. */
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
