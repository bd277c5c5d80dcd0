package io.nightjar.runner.http.target;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonPointer;

/** Builds the work of a test. */
public final class HttpTargetBuilder {

  private final URI url;
  private final Map<String, String> headers = new HashMap<>();
  private String method = "PUT";
  private String body = "";
  private Duration timeout = Duration.ofSeconds(5);
  private @Nullable JsonCondition acceptedWhen;
  private @Nullable JsonCondition busyWhen;
  private CompletionMode completion = CompletionMode.RESPONSE;
  private @Nullable PollSpec poll;
  private @Nullable RequestSpec probe;
  private DataSize maxResponseSize = DataSize.ofMegabytes(1);

  private HttpTargetBuilder(String url) {
    this.url = URI.create(url);
  }

  public static HttpTargetBuilder aRequestTo(String url) {
    return new HttpTargetBuilder(url);
  }

  public HttpTargetBuilder header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  HttpTargetBuilder method(String newMethod) {
    method = newMethod;
    return this;
  }

  public HttpTargetBuilder body(String newBody) {
    body = newBody;
    return this;
  }

  public HttpTargetBuilder timeout(Duration newTimeout) {
    timeout = newTimeout;
    return this;
  }

  public HttpTargetBuilder likeTheSyncService() {
    acceptedWhen = condition("/status", "Just started");
    busyWhen = condition("/status", "Already running");
    return this;
  }

  public HttpTargetBuilder completion(CompletionMode newCompletion) {
    completion = newCompletion;
    return this;
  }

  public HttpTargetBuilder polling(
      String pollUrl, String pointer, Duration every, Duration seenRunningWithin) {
    completion = CompletionMode.POLL;
    RequestSpec target =
        new RequestSpec("GET", URI.create(pollUrl), headers, Duration.ofSeconds(5));
    poll = new PollSpec(target, every, condition(pointer, "true"), seenRunningWithin);
    return this;
  }

  public HttpTargetBuilder probedBy(String probeMethod, String probeUrl) {
    probe = new RequestSpec(probeMethod, URI.create(probeUrl), headers, Duration.ofSeconds(5));
    return this;
  }

  public HttpTargetBuilder maxResponseSize(DataSize size) {
    maxResponseSize = size;
    return this;
  }

  public HttpTarget build() {
    return new HttpTarget(
        new RequestSpec(method, url, headers, timeout),
        body,
        acceptedWhen,
        busyWhen,
        completion,
        poll,
        probe,
        maxResponseSize);
  }

  static JsonCondition condition(String pointer, String expected) {
    return new JsonCondition(JsonPointer.compile(pointer), expected);
  }
}
