package io.nightjar.alert.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack, as far as Nightjar uses it, on a port of this machine: strict about tokens, channels, threads and limits,
 * and able to fail in the ways Slack does. Also serves a Nightjar that runs as a process of its own.
 */
public final class SlackStandIn implements AutoCloseable {

  public static final String TOKEN = "xoxb-stand-in-5ecret";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, String> channels = new LinkedHashMap<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<Posted> messages = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private @Nullable Answer standing;
  private int requests;

  private SlackStandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts with the given channels, {@code #monitoring-prod}. */
  public static SlackStandIn start(String... channels) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      SlackStandIn slack = new SlackStandIn(HttpServer.create(address, 0));
      for (String channel : channels) {
        slack.channels.put(channel, "C%09d".formatted(slack.channels.size() + 1));
      }
      slack.server.setExecutor(slack.threads);
      slack.server.createContext("/", slack::handle);
      slack.server.start();
      return slack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value for {@code nightjar.slack.api-url}. */
  public String apiUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
  }

  /** The next posts are answered so, one after the other, before it behaves again. */
  public synchronized void answerNext(Answer... answers) {
    script.addAll(List.of(answers));
  }

  /** Every post is answered so until {@link #recover()}. */
  public synchronized void answerAlways(Answer answer) {
    standing = answer;
  }

  /** Every post to one channel is refused until {@link #recover()}. */
  public synchronized void refuse(String channel, String error) {
    refusals.put(channel, error);
  }

  /** It behaves from now on. */
  public synchronized void recover() {
    standing = null;
    script.clear();
    refusals.clear();
  }

  /** What was posted, in order. */
  public synchronized List<Posted> messages() {
    return List.copyOf(messages);
  }

  public synchronized List<Posted> messages(String channel) {
    return messages.stream()
        .filter(message -> message.channel().equals(channel))
        .toList();
  }

  /** What was wrong with requests, also with those that were accepted. Empty at the end of a good test. */
  public synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** How many posts were tried. */
  public synchronized int requests() {
    return requests;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String method = exchange.getRequestURI().getPath().replaceFirst("^/api/", "");
    Answer answer;
    synchronized (this) {
      answer = answer(method, exchange.getRequestHeaders().getFirst("Authorization"), form);
    }
    respond(exchange, answer);
  }

  private Answer answer(String method, @Nullable String authorization, Map<String, String> form) {
    boolean post = method.equals("chat.postMessage");
    if (post) {
      requests++;
      Answer scripted = script.isEmpty() ? standing : script.poll();
      if (scripted != null) {
        return scripted.posts() ? scripted(scripted, authorization, form) : scripted;
      }
    }
    if (form.toString().contains(TOKEN)) {
      complaints.add("the token is in the body of " + method);
    }
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return complain(method, authorization == null ? "not_authed" : "invalid_auth");
    }
    return switch (method) {
      case "chat.postMessage" -> postMessage(form);
      case "conversations.history" -> history(form);
      default -> complain(method, "unknown_method");
    };
  }

  private Answer scripted(
      Answer scripted, @Nullable String authorization, Map<String, String> form) {
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return complain("chat.postMessage", "invalid_auth");
    }
    Answer posted = postMessage(form);
    return posted.body().startsWith("{\"ok\":true") ? scripted : posted;
  }

  private Answer postMessage(Map<String, String> form) {
    String name = channel(form.getOrDefault("channel", "")).orElse(null);
    if (name == null) {
      return complain("channel " + form.get("channel"), "channel_not_found");
    }
    if (refusals.containsKey(name)) {
      return Answer.refusal(refusals.get(name));
    }
    if (form.getOrDefault("text", "").isBlank()) {
      return complain("text", "no_text");
    }
    String thread = form.get("thread_ts");
    if (thread != null
        && messages(name).stream().noneMatch(m -> m.ts().equals(thread) && !m.isReply())) {
      return complain("thread_ts " + thread, "thread_not_found");
    }
    JsonNode blocks = JSON.readTree(form.getOrDefault("blocks", "[]"));
    List<String> invalid = SlackRules.invalidBlocks(blocks);
    if (!invalid.isEmpty()) {
      return complain(invalid.toString(), "invalid_blocks");
    }
    JsonNode metadata = JSON.readTree(form.getOrDefault("metadata", "{}"));
    return record(
        form,
        new Posted(nextTs(), name, channels.get(name), form.get("text"), blocks, thread, metadata));
  }

  private Answer record(Map<String, String> form, Posted message) {
    complaints.addAll(SlackRules.brokenPromises(form, message));
    messages.add(message);
    ObjectNode body = JSON.createObjectNode()
        .put("ok", true)
        .put("channel", message.channelId())
        .put("ts", message.ts());
    body.putObject("message").put("text", message.text()).put("ts", message.ts());
    return json(body);
  }

  /** First messages only, newest first; metadata only when asked for, as Slack does. */
  private Answer history(Map<String, String> form) {
    String name = channel(form.getOrDefault("channel", "")).orElse(null);
    if (name == null) {
      return complain("channel " + form.get("channel"), "channel_not_found");
    }
    boolean all = List.of("1", "true").contains(form.getOrDefault("include_all_metadata", "0"));
    ObjectNode body = JSON.createObjectNode().put("ok", true).put("has_more", false);
    var list = body.putArray("messages");
    for (Posted message : messages(name)) {
      if (!message.isReply() && message.ts().compareTo(form.getOrDefault("oldest", "0")) > 0) {
        ObjectNode node =
            JSON.createObjectNode().put("type", "message").put("text", message.text());
        node.put("ts", message.ts());
        if (all) {
          node.set("metadata", message.metadata());
        }
        list.insert(0, node);
      }
    }
    return json(body);
  }

  private Answer complain(String what, String error) {
    complaints.add(error + ": " + what);
    return Answer.refusal(error);
  }

  private Optional<String> channel(String nameOrId) {
    return channels.entrySet().stream()
        .filter(channel -> channel.getKey().equals(nameOrId)
            || channel.getKey().equals("#" + nameOrId)
            || channel.getValue().equals(nameOrId))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private String nextTs() {
    return "1769904%03d.%06d".formatted(messages.size(), 100 + messages.size());
  }

  private void respond(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.isSilence() || answer.isCut()) {
      if (answer.isSilence()) {
        await(closed);
      }
      exchange.close();
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Answer json(ObjectNode body) {
    return new Answer(
        false, 200, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString());
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
