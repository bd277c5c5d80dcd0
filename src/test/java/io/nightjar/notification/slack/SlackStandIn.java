package io.nightjar.notification.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack, as far as Nightjar uses it, on a port of this machine: strict about tokens, channels, threads and limits,
 * and able to fail in the ways Slack does. Also serves a Nightjar that runs as a process of its own.
 */
public final class SlackStandIn implements AutoCloseable {

  public static final String TOKEN = "xoxb-stand-in-5ecret";

  private static final String POST = "chat.postMessage";
  private static final String HOOK = "/services/T5ecret/B5ecret/";
  private static final String REPLY = "/actions/T5ecret/R5ecret";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Workspace workspace = new Workspace();
  private final SlackReads reads = new SlackReads(workspace);
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private final Map<String, Deque<Answer>> scripts = new HashMap<>();
  private final Map<String, Answer> standing = new HashMap<>();
  private final List<JsonNode> privateReplies = new ArrayList<>();
  private int requests;

  private SlackStandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts with the given channels, {@code #monitoring-prod}. */
  public static SlackStandIn start(String... channels) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      SlackStandIn slack = new SlackStandIn(HttpServer.create(address, 0));
      List.of(channels).forEach(slack.workspace::addChannel);
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
    return address("/api/");
  }

  /** The value for {@code nightjar.slack.webhook-url}: what is posted there goes to one channel. */
  public synchronized String webhookUrl(String channel) {
    return address(HOOK + workspace.channels().get(channel));
  }

  /** Where requests of buttons and commands want their answers. */
  public String responseUrl() {
    return address(REPLY);
  }

  /** The clock of its time-stamps. Without one it is the machine's, as for a Nightjar in a process of its own. */
  public synchronized void setClock(Clock clock) {
    workspace.clock = clock;
  }

  /** From now on more than about one message a second to a channel is refused with 429. */
  public synchronized void enforcePace() {
    workspace.paced = true;
  }

  /** Mentions that messages may hold. Any other is a complaint. */
  public synchronized void allowMentions(String... tokens) {
    workspace.mentions.addAll(List.of(tokens));
  }

  /** Lists are told in pages of at most so many, whatever is asked for. */
  public synchronized void setPageSize(int size) {
    reads.pageSize = size;
  }

  /** The next posts are answered so, one after the other, before it behaves again. */
  public void answerNext(Answer... answers) {
    answerNextOf(POST, answers);
  }

  /** The next calls of a method, {@code chat.update}, are answered so. */
  public synchronized void answerNextOf(String method, Answer... answers) {
    scripts.computeIfAbsent(method, m -> new ArrayDeque<>()).addAll(List.of(answers));
  }

  /** Every post is answered so until {@link #recover()}. */
  public void answerAlways(Answer answer) {
    answerAlwaysOf(POST, answer);
  }

  /** Every call of a method is answered so until {@link #recover()}. */
  public synchronized void answerAlwaysOf(String method, Answer answer) {
    standing.put(method, answer);
  }

  /** The next answer to one person is answered so. */
  void answerReplies(Answer answer) {
    answerNextOf(REPLY, answer);
  }

  /** Every post to one channel is refused until {@link #recover()}. */
  public synchronized void refuse(String channel, String error) {
    refusals.put(channel, error);
  }

  /** It behaves from now on. */
  public synchronized void recover() {
    standing.clear();
    scripts.clear();
    refusals.clear();
  }

  /** Somebody deletes a message. */
  public synchronized void remove(String ts) {
    workspace.remove(ts);
  }

  /** What was posted, in order, as it was posted. */
  public synchronized List<Posted> messages() {
    return List.copyOf(workspace.sent);
  }

  public synchronized List<Posted> messages(String channel) {
    return workspace.sent.stream()
        .filter(message -> message.channel().equals(channel))
        .toList();
  }

  /** What is in a channel now, as it was last changed. */
  public synchronized List<Posted> present(String channel) {
    return workspace.present(channel);
  }

  /** What messages were changed to, in order. */
  public synchronized List<Posted> edits() {
    return List.copyOf(workspace.edits);
  }

  /** What one person alone was told, in order, as it was sent. */
  public synchronized List<JsonNode> privateReplies() {
    return List.copyOf(privateReplies);
  }

  /** What was wrong with requests, also with those that were accepted. Empty at the end of a good test. */
  public synchronized List<String> complaints() {
    return List.copyOf(workspace.complaints);
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

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Call call = Call.of(exchange);
    Answer answer;
    synchronized (this) {
      answer = answer(call);
    }
    answer.send(exchange, closed);
  }

  private Answer answer(Call call) {
    boolean hook = call.path().startsWith(HOOK);
    String method = hook ? POST : call.method();
    if (method.equals(POST)) {
      requests++;
    }
    Answer scripted = scripted(method);
    if (scripted != null && !scripted.posts()) {
      return scripted;
    }
    Answer real = hook ? hook(call) : call.path().equals(REPLY) ? reply(call) : api(call);
    return scripted != null && real.isSuccess() ? scripted : real;
  }

  private @Nullable Answer scripted(String method) {
    Deque<Answer> script = scripts.getOrDefault(method, new ArrayDeque<>());
    return script.isEmpty() ? standing.get(method) : script.poll();
  }

  private Answer api(Call call) {
    Map<String, String> form = call.form();
    if (form.toString().contains(TOKEN)) {
      workspace.complaints.add("the token is in the body of " + call.method());
    }
    if (!("Bearer " + TOKEN).equals(call.authorization())) {
      return workspace.complain(
          call.method(), call.authorization() == null ? "not_authed" : "invalid_auth");
    }
    return switch (call.method()) {
      case POST -> post(form);
      case "chat.update" -> update(form);
      case "chat.getPermalink" -> reads.permalink(form);
      case "conversations.history" -> reads.history(form);
      case "conversations.replies" -> reads.replies(form);
      case "users.conversations" -> reads.conversations(form);
      default -> workspace.complain(call.method(), "unknown_method");
    };
  }

  private Answer post(Map<String, String> form) {
    String name = workspace.channel(form.getOrDefault("channel", "")).orElse(null);
    if (name == null) {
      return workspace.complain("channel " + form.get("channel"), "channel_not_found");
    }
    return refusals.containsKey(name)
        ? Answer.refusal(refusals.get(name))
        : workspace.post(name, form);
  }

  private Answer update(Map<String, String> form) {
    String name = workspace.named(form.getOrDefault("channel", ""));
    return name == null
        ? workspace.complain("channel " + form.get("channel"), "channel_not_found")
        : workspace.update(name, form);
  }

  private Answer hook(Call call) {
    String name = workspace.named(call.path().substring(HOOK.length()));
    if (name == null) {
      return Answer.webhook(404, "no_service");
    }
    try {
      return workspace.postByWebhook(name, JsonMapper.shared().readTree(call.body()));
    } catch (JacksonException e) {
      return Answer.webhook(400, "invalid_payload");
    }
  }

  private Answer reply(Call call) {
    privateReplies.add(JsonMapper.shared().readTree(call.body()));
    return Answer.json("{\"ok\":true}");
  }
}
