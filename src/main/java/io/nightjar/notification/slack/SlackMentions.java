package io.nightjar.notification.slack;

import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.platform.text.TruncatedList;
import java.util.List;
import java.util.regex.Pattern;

/** Whom a message calls. What is configured in Slack's own words calls; anything else is shown as it is written. */
final class SlackMentions {

  private static final int LONGEST = 200;
  private static final int LONGEST_TEXT = 80;
  private static final Pattern TOKEN = Pattern.compile("<@[UW][A-Z0-9]{1,20}>"
      + "|<!subteam\\^S[A-Z0-9]{1,20}(\\|@?[A-Za-z0-9 ._-]{1,40})?>"
      + "|<!(here|channel|everyone)>");

  private SlackMentions() {}

  /** On one line, empty when nobody is called. */
  static String of(List<String> mentions) {
    List<String> texts = mentions.stream()
        .map(String::strip)
        .filter(mention -> !mention.isEmpty())
        .map(SlackMentions::one)
        .toList();
    return TruncatedList.of(texts, texts.size(), " ", LONGEST);
  }

  private static String one(String mention) {
    return TOKEN.matcher(mention).matches()
        ? mention
        : SlackText.of(PlainTextRenderer.oneLine(mention), LONGEST_TEXT);
  }
}
