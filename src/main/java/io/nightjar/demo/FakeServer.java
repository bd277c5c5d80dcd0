package io.nightjar.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTTP side of the fake service: paths, token, content types, and a record of the requests. */
final class FakeServer {

  private static final String JOB = "/sync/api/job/";
  private static final int MOST_REQUESTS = 1_000;
  private static final int MOST_BODY = 64 * 1024;

  private final @Nullable String token;
  private final Map<String, FakeJob> jobs;
  private final ExecutorService threads;
  private final HttpServer server;
  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private volatile Duration flagDelay = Duration.ZERO;
  private volatile Duration slow = Duration.ZERO;

  FakeServer(int port, @Nullable String token, Map<String, FakeJob> jobs) throws IOException {
    this.token = token;
    this.jobs = jobs;
    this.threads = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, "fake-service-http");
      thread.setDaemon(true);
      return thread;
    });
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void flagDelay(Duration delay) {
    this.flagDelay = delay;
  }

  void slow(Duration delay) {
    this.slow = delay;
  }

  List<RecordedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      RecordedRequest request = record(exchange);
      TimeUnit.NANOSECONDS.sleep(slow.toNanos());
      Reply reply = reply(request);
      boolean json = String.valueOf(request.header("Accept")).contains("application/json");
      byte[] body = reply.body().getBytes(UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", json ? "application/json" : "text/plain;charset=UTF-8");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private RecordedRequest record(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readNBytes(MOST_BODY), UTF_8);
    RecordedRequest request = new RecordedRequest(
        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body);
    synchronized (requests) {
      if (requests.size() == MOST_REQUESTS) {
        requests.removeFirst();
      }
      requests.addLast(request);
    }
    return request;
  }

  private Reply reply(RecordedRequest request) {
    if (token != null && !("Bearer " + token).equals(request.header("Authorization"))) {
      return new Reply(401, "{\"error\":\"Unauthorized\"}");
    }
    String call = request.method() + " " + request.path();
    if (call.equals("GET /sync/api/jobs/status")) {
      return new Reply(200, status());
    }
    if (call.equals("PUT /sync/api/jobs")) {
      threads.execute(this::startAllInSequence);
      return new Reply(200, "");
    }
    return call.startsWith("PUT " + JOB)
        ? start(request.path().substring(JOB.length()))
        : new Reply(404, "{\"error\":\"Not found\"}");
  }

  private Reply start(String name) {
    FakeJob job = jobs.get(name);
    if (job == null) {
      return new Reply(400, "{\"error\":\"Job not found\"}");
    }
    if (job.refusal() != 0) {
      return new Reply(job.refusal(), "{\"error\":\"Refused\"}");
    }
    return new Reply(
        200,
        job.start(flagDelay)
            ? "{\"status\":\"Just started\"}"
            : "{\"status\":\"Already running\"}");
  }

  private String status() {
    return jobs.entrySet().stream()
        .map(job -> "\"" + job.getKey() + "\":" + job.getValue().isRunning())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private record Reply(int status, String body) {}

  private void startAllInSequence() {
    try {
      for (FakeJob job : jobs.values()) {
        job.start(Duration.ZERO);
        while (job.isBusy()) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
