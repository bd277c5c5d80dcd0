package io.nightjar.runner.http.call;

import io.nightjar.runner.http.target.RequestSpec;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

/** One request of one run, ready to be sent. */
public final class HttpCall {

  private static final String ACCEPT = "Accept";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String JSON = "application/json";

  private final RequestSpec target;
  private final String body;
  private final Map<String, String> headers = new HashMap<>();

  public HttpCall(RequestSpec target, String body) {
    this.target = target;
    this.body = body;
    if (!target.hasHeader(ACCEPT)) {
      headers.put(ACCEPT, JSON);
    }
    if (!body.isEmpty() && !target.hasHeader(CONTENT_TYPE)) {
      headers.put(CONTENT_TYPE, JSON);
    }
  }

  /** A call with a JSON body, whatever content type is configured. */
  public static HttpCall withJson(RequestSpec target, String json) {
    return new HttpCall(target, json).with(CONTENT_TYPE, JSON);
  }

  /** Adds a header, which replaces a configured one. */
  public HttpCall with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  RequestSpec target() {
    return target;
  }

  TrackedBodyPublisher trackedBody() {
    return new TrackedBodyPublisher(body);
  }

  /** The JDK's exception for an invalid header quotes its value, the one thrown here does not. */
  HttpRequest request(TrackedBodyPublisher trackedBody) throws CallFailedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(target.url()).method(target.method(), trackedBody);
    try {
      target.headers().forEach(builder::setHeader);
      headers.forEach(builder::setHeader);
    } catch (IllegalArgumentException refused) {
      throw new CallFailedException(
          "a header cannot be sent: check headers and nightjar.base-url", false);
    }
    return builder.build();
  }
}
