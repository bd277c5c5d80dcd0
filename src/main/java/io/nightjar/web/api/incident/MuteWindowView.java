package io.nightjar.web.api.incident;

import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configured mute window as JSON.
 *
 * @param from the start of the current or next occurrence of the window, null when there is none any more
 */
record MuteWindowView(
    @Nullable Set<String> jobs,
    @Nullable String schedule,
    @Nullable String timeZone,
    Duration duration,
    String state,
    @Nullable Instant from,
    @Nullable Instant to,
    String reason,
    String author) {

  static MuteWindowView of(MuteWindow window, Instant now) {
    Optional<Mute> next = window.atOrAfter(now);
    return new MuteWindowView(
        window.jobs(),
        window.schedule() == null ? null : window.schedule().expression(),
        window.schedule() == null ? null : window.schedule().zone().getId(),
        window.duration(),
        next.map(mute -> mute.holds(now) ? "active" : "planned").orElse("ended"),
        next.map(Mute::from).orElse(null),
        next.map(Mute::to).orElse(null),
        window.reason(),
        window.author());
  }
}
