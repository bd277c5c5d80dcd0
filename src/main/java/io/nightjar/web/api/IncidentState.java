package io.nightjar.web.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which incidents a request asks for. */
enum IncidentState {
  OPEN(true),
  RESOLVED(false),
  ALL(null);

  private final @Nullable Boolean open;

  IncidentState(@Nullable Boolean open) {
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
