package io.nightjar.runner.http;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonPointer;

/** Builds the work of a test. */
final class WorkBuilder {

  private final URI url;
  private final Map<String, String> headers = new HashMap<>();
  private String method = "PUT";
  private String body = "";
  private Duration timeout = Duration.ofSeconds(5);
  private @Nullable Condition acceptedWhen;
  private @Nullable Condition busyWhen;
  private Completion completion = Completion.RESPONSE;
  private @Nullable Poll poll;
  private @Nullable Target probe;
  private DataSize maxResponseSize = DataSize.ofMegabytes(1);

  private WorkBuilder(String url) {
    this.url = URI.create(url);
  }

  static WorkBuilder aRequestTo(String url) {
    return new WorkBuilder(url);
  }

  WorkBuilder header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  WorkBuilder method(String newMethod) {
    method = newMethod;
    return this;
  }

  WorkBuilder body(String newBody) {
    body = newBody;
    return this;
  }

  WorkBuilder timeout(Duration newTimeout) {
    timeout = newTimeout;
    return this;
  }

  WorkBuilder likeTheSyncService() {
    acceptedWhen = condition("/status", "Just started");
    busyWhen = condition("/status", "Already running");
    return this;
  }

  WorkBuilder completion(Completion newCompletion) {
    completion = newCompletion;
    return this;
  }

  WorkBuilder polling(String pollUrl, String pointer, Duration every, Duration seenRunningWithin) {
    completion = Completion.POLL;
    Target target = new Target("GET", URI.create(pollUrl), headers, Duration.ofSeconds(5));
    poll = new Poll(target, every, condition(pointer, "true"), seenRunningWithin);
    return this;
  }

  WorkBuilder probedBy(String probeMethod, String probeUrl) {
    probe = new Target(probeMethod, URI.create(probeUrl), headers, Duration.ofSeconds(5));
    return this;
  }

  WorkBuilder maxResponseSize(DataSize size) {
    maxResponseSize = size;
    return this;
  }

  HttpWork build() {
    return new HttpWork(
        new Target(method, url, headers, timeout),
        body,
        acceptedWhen,
        busyWhen,
        completion,
        poll,
        probe,
        maxResponseSize);
  }

  static Condition condition(String pointer, String expected) {
    return new Condition(JsonPointer.compile(pointer), expected);
  }
}
