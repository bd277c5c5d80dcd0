package io.nightjar.runner.http.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers as a test has written, the last answer again and again, and remembers what it was asked. */
public final class ScriptedHttpServer implements AutoCloseable {

  static {
    // The JDK's server sends head and body apart; without this each answer takes 40 ms longer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** A request as it arrived. */
  public record Received(
      String method, String path, Map<String, List<String>> headers, String body) {

    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  /** What an exchange is answered with. */
  @FunctionalInterface
  public interface Reply {

    void to(HttpExchange exchange) throws IOException;
  }

  public final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public ScriptedHttpServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public ScriptedHttpServer answers(int status, String body) {
    return answers(status, body.getBytes(StandardCharsets.UTF_8));
  }

  ScriptedHttpServer answers(int status, byte[] body) {
    return answers(exchange -> {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    });
  }

  public ScriptedHttpServer answers(Reply reply) {
    replies.add(reply);
    return this;
  }

  /** Says, once for each letter, that the job runs (T), that it does not (F), or that something is wrong (X). */
  public ScriptedHttpServer polls(String letters) {
    letters.chars().forEach(letter -> {
      switch (letter) {
        case 'T' -> answers(200, "{\"job\":true}");
        case 'F' -> answers(200, "{\"job\":false}");
        default -> answers(503, "");
      }
    });
    return this;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(new Received(
          exchange.getRequestMethod(),
          exchange.getRequestURI().toString(),
          Map.copyOf(exchange.getRequestHeaders()),
          body));
      Reply reply = replies.size() > 1 ? replies.poll() : replies.peek();
      reply.to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
