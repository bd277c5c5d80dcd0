package io.nightjar.runner.http;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

/** One request of one run, ready to be sent. */
final class Call {

  private static final String ACCEPT = "Accept";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String JSON = "application/json";

  private final Target target;
  private final String body;
  private final Map<String, String> headers = new HashMap<>();

  Call(Target target, String body) {
    this.target = target;
    this.body = body;
    if (!target.hasHeader(ACCEPT)) {
      headers.put(ACCEPT, JSON);
    }
    if (!body.isEmpty() && !target.hasHeader(CONTENT_TYPE)) {
      headers.put(CONTENT_TYPE, JSON);
    }
  }

  /** A call with a JSON body, whatever content type is configured for the usual one. */
  static Call withJson(Target target, String json) {
    return new Call(target, json).with(CONTENT_TYPE, JSON);
  }

  /** Adds a header, which wins over a configured one. */
  Call with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Target target() {
    return target;
  }

  Departure departure() {
    return new Departure(body);
  }

  /** The refusal of a header would quote its value: what is thrown here does not. */
  HttpRequest request(Departure departure) throws CallFailedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(target.url()).method(target.method(), departure);
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
