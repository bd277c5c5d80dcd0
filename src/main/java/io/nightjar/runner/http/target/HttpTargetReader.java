package io.nightjar.runner.http.target;

import io.nightjar.job.TargetSection;
import io.nightjar.runner.http.target.HttpProperties.ConditionSettings;
import io.nightjar.runner.http.target.HttpProperties.PollSettings;
import io.nightjar.runner.http.target.HttpProperties.ProbeSettings;
import io.nightjar.runner.http.target.HttpProperties.RequestSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonPointer;

/** Checks the section {@code http} of a job and creates its target. Reports all problems, not only the first. */
public final class HttpTargetReader {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration SEEN_RUNNING_WITHIN = Duration.ofSeconds(30);
  private static final DataSize MAX_RESPONSE_SIZE = DataSize.ofMegabytes(1);
  private static final DataSize LARGEST_RESPONSE_SIZE = DataSize.ofMegabytes(64);
  private static final JsonCondition NEVER_USED = new JsonCondition(JsonPointer.empty(), "");
  private static final String SAFE_METHODS = "GET|HEAD|OPTIONS";
  private static final String METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";

  private final TargetSection section;
  private final RequestReader targets;

  public HttpTargetReader(TargetSection section) {
    this.section = section;
    this.targets = new RequestReader(section);
  }

  public HttpTarget read(HttpProperties settings) {
    RequestSettings request = settings.request() == null
        ? new RequestSettings(null, null, null, null, null)
        : settings.request();
    RequestSpec target = request(request);
    CompletionMode completion =
        settings.completion() == null ? CompletionMode.RESPONSE : settings.completion();
    return new HttpTarget(
        target,
        request.body() == null ? "" : request.body(),
        settings.acceptedWhen() == null
            ? null
            : condition("accepted-when", settings.acceptedWhen()),
        settings.busyWhen() == null ? null : condition("busy-when", settings.busyWhen()),
        completion,
        poll(completion, settings.poll(), target),
        settings.probe() == null ? null : probe(settings.probe(), target),
        maxResponseSize(settings.maxResponseSize()));
  }

  private DataSize maxResponseSize(@Nullable DataSize size) {
    if (size == null) {
      return MAX_RESPONSE_SIZE;
    }
    if (size.toKilobytes() < 1 || size.compareTo(LARGEST_RESPONSE_SIZE) > 0) {
      section.problem(
          "max-response-size",
          size.toString(),
          "is not between 1KB and 64MB",
          "write a size with its unit, such as 1MB");
    }
    return size;
  }

  /** Only methods that are defined to change nothing. */
  private RequestSpec probe(ProbeSettings probe, RequestSpec request) {
    String method = probe.method() == null ? "GET" : probe.method();
    if (!method.matches(SAFE_METHODS)) {
      section.problem(
          "probe.method",
          method,
          "is not a method without effect",
          "write one of " + SAFE_METHODS.replace("|", ", "));
    }
    return new RequestSpec(
        method,
        targets.url("probe.url", probe.url()),
        probe.headers() == null
            ? request.headers()
            : targets.headers("probe.headers", probe.headers()),
        targets.positive("probe.timeout", probe.timeout(), POLL_TIMEOUT));
  }

  private RequestSpec request(RequestSettings request) {
    boolean hasBody = request.body() != null && !request.body().isEmpty();
    String method = request.method() == null ? (hasBody ? "POST" : "GET") : request.method();
    if (!method.matches(METHODS)) {
      section.problem(
          "request.method",
          method,
          "is not a method of HTTP",
          "write one of " + METHODS.replace("|", ", "));
      method = "GET";
    }
    return new RequestSpec(
        method,
        targets.url("request.url", request.url()),
        targets.headers("request.headers", request.headers()),
        targets.positive("request.timeout", request.timeout(), TIMEOUT));
  }

  private @Nullable PollSpec poll(
      CompletionMode completion, @Nullable PollSettings poll, RequestSpec request) {
    if (completion == CompletionMode.POLL) {
      return poll(
          poll == null ? new PollSettings(null, null, null, null, null, null) : poll, request);
    }
    if (poll != null) {
      section.problem(
          "poll",
          "",
          "has no effect without completion: poll",
          "write completion: poll or remove it");
    }
    return null;
  }

  private PollSpec poll(PollSettings poll, RequestSpec request) {
    Map<String, String> headers = poll.headers() == null
        ? request.headers()
        : targets.headers("poll.headers", poll.headers());
    RequestSpec target = new RequestSpec(
        "GET",
        targets.url("poll.url", poll.url()),
        headers,
        targets.positive("poll.timeout", poll.timeout(), POLL_TIMEOUT));
    return new PollSpec(
        target,
        targets.positive("poll.every", poll.every(), EVERY),
        runningWhen(poll.runningWhen()),
        targets.positive(
            "poll.seen-running-within", poll.seenRunningWithin(), SEEN_RUNNING_WITHIN));
  }

  private JsonCondition runningWhen(@Nullable ConditionSettings settings) {
    if (settings != null) {
      return condition("poll.running-when", settings);
    }
    section.problem(
        "poll.running-when",
        "",
        "is missing",
        "write what the answer says while the job runs: {pointer: /myJob, equals: true}");
    return NEVER_USED;
  }

  private JsonCondition condition(String key, ConditionSettings settings) {
    if (settings.expected() == null) {
      section.problem(key + ".equals", "", "is missing", "write the value to compare with");
    }
    JsonPointer pointer = pointer(key + ".pointer", settings.pointer());
    return new JsonCondition(pointer, settings.expected() == null ? "" : settings.expected());
  }

  private JsonPointer pointer(String key, @Nullable String pointer) {
    if (pointer == null) {
      section.problem(
          key, "", "is missing", "write the JSON pointer of the value to compare, such as /status");
      return JsonPointer.empty();
    }
    try {
      return JsonPointer.compile(pointer);
    } catch (IllegalArgumentException refused) {
      section.problem(
          key, pointer, "is not a JSON pointer", "begin it with a slash, such as /status");
      return JsonPointer.empty();
    }
  }
}
