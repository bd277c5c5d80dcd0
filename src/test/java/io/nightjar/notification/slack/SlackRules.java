package io.nightjar.notification.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Slack would accept of a message but a reader of Nightjar's messages must never see. */
final class SlackRules {

  private static final Pattern ANGLE = Pattern.compile("<[^>]*>?");
  private static final Pattern LINK = Pattern.compile("<https?://[^\\s<>|]+\\|[^<>|]+>");
  private static final Pattern DATE = Pattern.compile(
      "<!date\\^\\d{1,11}\\^[^<>|^{}]+ / \\{date_short_pretty} \\{time} your time\\|[^<>|^{}]+>");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;)");
  private static final Pattern CALL =
      Pattern.compile("@(here|channel|everyone)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern LONE_SURROGATE = Pattern.compile(
      "(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");
  private static final int OUR_LIMIT = 3_000;

  private SlackRules() {}

  /** What Nightjar promises of every text, beyond what Slack checks. */
  static List<String> brokenPromises(Posted message, Set<String> mentions) {
    List<String> problems = new ArrayList<>();
    List<String> texts = new ArrayList<>(message.texts());
    texts.add(message.text());
    texts.forEach(text -> dangers(problems, text, mentions));
    if (texts.stream().mapToInt(String::length).sum() >= OUR_LIMIT) {
      problems.add("3,000 characters or more in all");
    }
    return problems;
  }

  /** What Nightjar promises of every call that posts or changes a message. */
  static List<String> brokenPromises(Map<String, String> form, Posted message) {
    List<String> problems = new ArrayList<>();
    var payload = message.metadata().path("event_payload");
    if (!"nightjar_notification".equals(message.metadata().path("event_type").asString(""))
        || payload.path("notification").asString("").isEmpty()) {
      problems.add("no identity in the metadata");
    }
    expect(problems, form, "link_names", "0", "false");
    if (!form.containsKey("ts")) {
      expect(problems, form, "unfurl_links", "0", "false");
    }
    if (message.broadcast() && !message.isReply()) {
      problems.add("only a reply can be shown to the channel as well");
    }
    return problems;
  }

  private static void expect(
      List<String> problems, Map<String, String> form, String key, String... allowed) {
    String value = form.get(key);
    if (!List.of(allowed).contains(String.valueOf(value))) {
      problems.add(key + " must be false, is " + value);
    }
  }

  private static void dangers(List<String> problems, String text, Set<String> mentions) {
    String unknown = text;
    for (String mention : mentions) {
      unknown = unknown.replace(mention, "");
    }
    Matcher angles = ANGLE.matcher(unknown);
    while (angles.find()) {
      if (!LINK.matcher(angles.group()).matches()
          && !DATE.matcher(angles.group()).matches()) {
        problems.add("a mention or an unescaped bracket: " + angles.group());
      }
    }
    String outsideLinks = DATE.matcher(LINK.matcher(unknown).replaceAll("")).replaceAll("");
    if (outsideLinks.replaceAll("(?m)^>", "").contains(">")) {
      problems.add("an unescaped bracket: " + outsideLinks);
    }
    if (BARE_AMPERSAND.matcher(text).find()) {
      problems.add("an unescaped or cut ampersand: " + text);
    }
    if (CALL.matcher(text).find()) {
      problems.add("a call of the whole channel: " + text);
    }
    if (LONE_SURROGATE.matcher(text).find()) {
      problems.add("half a character: " + text);
    }
  }
}
