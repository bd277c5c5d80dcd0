package io.nightjar.web.api.incident;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which incidents a request asks for. */
enum IncidentFilter {
  OPEN(true),
  RESOLVED(false),
  ALL(null);

  private final @Nullable Boolean open;

  IncidentFilter(@Nullable Boolean open) {
    this.open = open;
  }

  @Nullable
  Boolean open() {
    return open;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
