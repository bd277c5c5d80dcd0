package io.nightjar.notification.slack;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the stand-in tells of its messages: history, threads, links. By ids of channels alone, as Slack does. */
final class SlackReads {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Workspace workspace;
  int pageSize = 1_000;

  SlackReads(Workspace workspace) {
    this.workspace = workspace;
  }

  /** First messages, and replies that the whole channel sees; newest first. */
  Answer history(Map<String, String> form) {
    String name = workspace.named(form.getOrDefault("channel", ""));
    if (name == null) {
      return workspace.complain("channel " + form.get("channel"), "channel_not_found");
    }
    List<Posted> found = workspace.present(name).stream()
        .filter(message -> !message.isReply() || message.broadcast())
        .filter(message -> isInside(message, form))
        .sorted(Comparator.comparing(Posted::ts).reversed())
        .toList();
    return page("messages", found.stream().map(m -> message(m, form)).toList(), form);
  }

  /** The first message and its replies, oldest first. */
  Answer replies(Map<String, String> form) {
    String name = workspace.named(form.getOrDefault("channel", ""));
    if (name == null) {
      return workspace.complain("channel " + form.get("channel"), "channel_not_found");
    }
    String ts = form.getOrDefault("ts", "");
    if (workspace.present(name, ts) == null) {
      return Answer.refusal("thread_not_found");
    }
    List<Posted> found = workspace.present(name).stream()
        .filter(m -> m.ts().equals(ts) || (ts.equals(m.threadTs()) && isInside(m, form)))
        .toList();
    return page("messages", found.stream().map(m -> message(m, form)).toList(), form);
  }

  /** The channels in which the app is. */
  Answer conversations(Map<String, String> form) {
    List<ObjectNode> channels = new ArrayList<>();
    workspace
        .channels()
        .forEach((name, id) -> channels.add(JSON.createObjectNode()
            .put("id", id)
            .put("name", name.substring(1))
            .put("is_channel", true)));
    return page("channels", channels, form);
  }

  Answer permalink(Map<String, String> form) {
    String name = workspace.named(form.getOrDefault("channel", ""));
    if (name == null) {
      return workspace.complain("channel " + form.get("channel"), "channel_not_found");
    }
    String ts = form.getOrDefault("message_ts", "");
    if (workspace.present(name, ts) == null) {
      return Answer.refusal("message_not_found");
    }
    String link = "https://nightjar-stand-in.slack.com/archives/" + form.get("channel") + "/p"
        + ts.replace(".", "");
    return Answer.json(
        JSON.createObjectNode().put("ok", true).put("permalink", link).toString());
  }

  private static boolean isInside(Posted message, Map<String, String> form) {
    BigDecimal ts = new BigDecimal(message.ts());
    String latest = form.get("latest");
    return ts.compareTo(new BigDecimal(form.getOrDefault("oldest", "0"))) > 0
        && (latest == null || ts.compareTo(new BigDecimal(latest)) < 0);
  }

  /** With metadata only when it is asked for. */
  private static ObjectNode message(Posted message, Map<String, String> form) {
    ObjectNode node = JSON.createObjectNode()
        .put("type", "message")
        .put("text", message.text())
        .put("ts", message.ts());
    if (message.isReply()) {
      node.put("thread_ts", message.threadTs());
    }
    if (List.of("1", "true").contains(form.getOrDefault("include_all_metadata", "0"))
        && !message.metadata().isEmpty()) {
      node.set("metadata", message.metadata());
    }
    return node;
  }

  private Answer page(String key, List<ObjectNode> all, Map<String, String> form) {
    int limit = Integer.parseInt(form.getOrDefault("limit", "100"));
    if (limit < 1 || limit > 999) {
      return workspace.complain("limit " + limit, "invalid_limit");
    }
    String cursor = form.getOrDefault("cursor", "");
    int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring("from:".length()));
    int to = Math.min(all.size(), from + Math.min(limit, pageSize));
    ObjectNode body = JSON.createObjectNode().put("ok", true).put("has_more", to < all.size());
    all.subList(from, to).forEach(body.putArray(key)::add);
    body.putObject("response_metadata").put("next_cursor", to < all.size() ? "from:" + to : "");
    return Answer.json(body.toString());
  }
}
