package io.nightjar.web.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a Nightjar as a client does: over HTTP, with or without a token. */
public final class ApiClient {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int port;
  private final List<String> headers;

  ApiClient(int port) {
    this(port, List.of());
  }

  private ApiClient(int port, List<String> headers) {
    this.port = port;
    this.headers = headers;
  }

  /** The same with the token of {@code web-test.yml} for a role: {@code viewer}, {@code operator}, {@code admin}. */
  public ApiClient as(String role) {
    return with("Authorization", "Bearer token-of-" + role);
  }

  public ApiClient with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new ApiClient(port, more);
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Answer postJson(String path, String json) {
    return with("Content-Type", "application/json")
        .send("POST", path, BodyPublishers.ofString(json));
  }

  public Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).method(method, body);
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      return new Answer(
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return port;
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    /** The first value of a header, empty when there is none. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      return JSON.readTree(body());
    }

    /** One member of each element of the array at a JSON pointer. */
    public List<String> texts(String pointer, String member) {
      return json()
          .at(pointer)
          .valueStream()
          .map(one -> one.path(member).asString())
          .toList();
    }

    /** The text at a JSON pointer, {@code null} as "null", nothing as "". */
    public String at(String pointer) {
      JsonNode node = json().at(pointer);
      return node.isNull()
          ? "null"
          : node.isValueNode() ? node.asString() : node.isMissingNode() ? "" : node.toString();
    }
  }
}
