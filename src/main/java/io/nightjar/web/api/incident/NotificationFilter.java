package io.nightjar.web.api.incident;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which notifications a request asks for. */
enum NotificationFilter {
  PENDING(false),
  SENT(true),
  ALL(null);

  private final @Nullable Boolean sent;

  NotificationFilter(@Nullable Boolean sent) {
    this.sent = sent;
  }

  @Nullable
  Boolean sent() {
    return sent;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
