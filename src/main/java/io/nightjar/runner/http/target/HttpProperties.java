package io.nightjar.runner.http.target;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/** The section {@code http} of a job as it is written, unchecked: every key may be missing. */
public record HttpProperties(
    @Nullable RequestSettings request,
    @Nullable ConditionSettings acceptedWhen,
    @Nullable ConditionSettings busyWhen,
    @Nullable CompletionMode completion,
    @Nullable PollSettings poll,
    @Nullable ProbeSettings probe,
    @Nullable DataSize maxResponseSize) {

  /** The request that starts the job. */
  record RequestSettings(
      @Nullable String method,
      @Nullable String url,
      @Nullable Map<String, String> headers,
      @Nullable String body,
      @Nullable Duration timeout) {}

  /** A value that an answer must contain. */
  record ConditionSettings(
      @Nullable String pointer, @Name("equals") @Nullable String expected) {}

  /** How a running job is followed. */
  record PollSettings(
      @Nullable String url,
      @Nullable Duration every,
      @Nullable ConditionSettings runningWhen,
      @Nullable Duration seenRunningWithin,
      @Nullable Map<String, String> headers,
      @Nullable Duration timeout) {}

  /** A request without effect, with which a rehearsal checks that the service answers. */
  record ProbeSettings(
      @Nullable String method,
      @Nullable String url,
      @Nullable Map<String, String> headers,
      @Nullable Duration timeout) {}
}
