package io.nightjar.notification.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Channels and messages of the stand-in: what posting and changing do to them. Not safe for several threads. */
final class Workspace {

  private static final JsonMapper JSON = JsonMapper.shared();
  // A little less than Slack's second, for a message that was sent after one and arrived sooner.
  private static final Duration PACE = Duration.ofMillis(900);

  private final Map<String, String> channels = new LinkedHashMap<>();
  private final Map<String, Posted> present = new LinkedHashMap<>();
  private final Map<String, Instant> lastPosts = new HashMap<>();
  final List<Posted> sent = new ArrayList<>();
  final List<Posted> edits = new ArrayList<>();
  final List<String> complaints = new ArrayList<>();
  final Set<String> mentions = new TreeSet<>();
  Clock clock = Clock.systemUTC();
  boolean paced;

  void addChannel(String name) {
    channels.put(name, "C%09d".formatted(channels.size() + 1));
  }

  Map<String, String> channels() {
    return channels;
  }

  /** The name of the channel with an id. */
  @Nullable
  String named(String id) {
    return channels.entrySet().stream()
        .filter(channel -> channel.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** The name of the channel with a name or id. */
  Optional<String> channel(String nameOrId) {
    return channels.keySet().stream()
        .filter(name -> name.equals(nameOrId)
            || name.equals("#" + nameOrId)
            || nameOrId.equals(channels.get(name)))
        .findFirst();
  }

  /** What is there now. */
  List<Posted> present(String channel) {
    return present.values().stream()
        .filter(message -> message.channel().equals(channel))
        .toList();
  }

  @Nullable
  Posted present(String channel, String ts) {
    return present(channel).stream()
        .filter(message -> message.ts().equals(ts))
        .findFirst()
        .orElse(null);
  }

  void remove(String ts) {
    present.remove(ts);
  }

  Answer post(String name, Map<String, String> form) {
    String thread = form.get("thread_ts");
    Posted first = thread == null ? null : present(name, thread);
    if (thread != null && (first == null || first.isReply())) {
      return complain("thread_ts " + thread, "thread_not_found");
    }
    Posted message = new Posted(
        nextTs(),
        name,
        String.valueOf(channels.get(name)),
        form.getOrDefault("text", ""),
        JSON.readTree(form.getOrDefault("blocks", "[]")),
        thread,
        List.of("1", "true").contains(form.getOrDefault("reply_broadcast", "0")),
        JSON.readTree(form.getOrDefault("metadata", "{}")));
    String invalid = invalid(message);
    if (invalid != null) {
      return complain(message.blocks().toString(), invalid);
    }
    if (isTooSoon(name)) {
      return Answer.tooMany("ratelimited", 1);
    }
    complaints.addAll(SlackRules.brokenPromises(form, message));
    return accept(message);
  }

  /** By an incoming webhook, which has its own answers and no identity in the message. */
  Answer postByWebhook(String name, JsonNode payload) {
    JsonNode blocks =
        payload.path("blocks").isArray() ? payload.path("blocks") : JSON.readTree("[]");
    Posted message = new Posted(
        nextTs(),
        name,
        String.valueOf(channels.get(name)),
        payload.path("text").asString(""),
        blocks,
        null,
        false,
        JSON.createObjectNode());
    String invalid = invalid(message);
    if (invalid != null) {
      complaints.add(invalid + ": " + payload);
      return Answer.webhook(400, invalid);
    }
    if (isTooSoon(name)) {
      return Answer.webhookTooMany(1);
    }
    accept(message);
    return Answer.webhook(200, "ok");
  }

  Answer update(String name, Map<String, String> form) {
    Posted old = present(name, form.getOrDefault("ts", ""));
    if (old == null) {
      return complain("ts " + form.get("ts"), "message_not_found");
    }
    Posted changed = new Posted(
        old.ts(),
        name,
        old.channelId(),
        form.getOrDefault("text", ""),
        JSON.readTree(form.getOrDefault("blocks", "[]")),
        old.threadTs(),
        old.broadcast(),
        form.containsKey("metadata") ? JSON.readTree(form.get("metadata")) : old.metadata());
    String invalid = invalid(changed);
    if (invalid != null) {
      return complain(changed.blocks().toString(), invalid);
    }
    complaints.addAll(SlackRules.brokenPromises(form, changed));
    complaints.addAll(SlackRules.brokenPromises(changed, mentions));
    edits.add(changed);
    present.put(changed.ts(), changed);
    return confirmation(changed);
  }

  Answer complain(String what, String error) {
    complaints.add(error + ": " + what);
    return Answer.refusal(error);
  }

  private Answer accept(Posted message) {
    complaints.addAll(SlackRules.brokenPromises(message, mentions));
    sent.add(message);
    present.put(message.ts(), message);
    return confirmation(message);
  }

  private static Answer confirmation(Posted message) {
    ObjectNode body = JSON.createObjectNode()
        .put("ok", true)
        .put("channel", message.channelId())
        .put("ts", message.ts());
    body.putObject("message").put("text", message.text()).put("ts", message.ts());
    return Answer.json(body.toString());
  }

  private static @Nullable String invalid(Posted message) {
    if (message.text().isBlank()) {
      return "no_text";
    }
    if (message.text().length() > 40_000) {
      return "msg_too_long";
    }
    if (SlackBlocks.areTooLong(message.blocks())) {
      return "msg_blocks_too_long";
    }
    // A message without blocks is its text alone.
    boolean textAlone = message.blocks().isArray() && message.blocks().isEmpty();
    return textAlone || SlackBlocks.problems(message.blocks()).isEmpty() ? null : "invalid_blocks";
  }

  private boolean isTooSoon(String channel) {
    Instant now = clock.instant();
    Instant last = lastPosts.get(channel);
    if (paced && last != null && Duration.between(last, now).abs().compareTo(PACE) < 0) {
      return true;
    }
    lastPosts.put(channel, now);
    return false;
  }

  private String nextTs() {
    return "%010d.%06d".formatted(clock.instant().getEpochSecond(), 100 + sent.size());
  }
}
