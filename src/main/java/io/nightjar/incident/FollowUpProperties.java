package io.nightjar.incident;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of {@code nightjar.alert} that says what happens while an incident is open.
 *
 * @param remindEvery How often people are reminded of an open incident until somebody acknowledges it.
 * @param acknowledgeFor How long an acknowledgement holds that says nothing else.
 * @param escalateAfter How long an incident may be open without an acknowledgement before it is escalated. Not set: it
 *     is not.
 * @param escalateChannel The channel that is notified of an escalation. Not set: only the thread of the incident.
 * @param mentions How the channel mentions the owner of a job, by owner: "[@sync-team]": "<!subteam^S123>".
 */
@ConfigurationProperties("nightjar.alert")
public record FollowUpProperties(
    @DefaultValue("4h") Duration remindEvery,
    @DefaultValue("12h") Duration acknowledgeFor,
    @Nullable Duration escalateAfter,
    @Nullable String escalateChannel,
    @DefaultValue Map<String, String> mentions)
    implements Checked {

  public static final Duration LONGEST_ACKNOWLEDGEMENT = Duration.ofDays(7);

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Pattern MENTION =
      Pattern.compile("<@[UW][A-Z0-9]+>|<!subteam\\^S[A-Z0-9]+>|<!here>|<!channel>");

  public FollowUpProperties {
    escalateChannel =
        escalateChannel == null || escalateChannel.isBlank() ? null : escalateChannel.strip();
  }

  /** How the channel calls an owner, nobody when that is not configured. The @ of the owner's name may be left out. */
  public List<String> mentionsOf(@Nullable String owner) {
    if (owner == null) {
      return List.of();
    }
    return mentions.entrySet().stream()
        .filter(entry -> bare(entry.getKey()).equals(bare(owner)))
        .map(Map.Entry::getValue)
        .limit(1)
        .toList();
  }

  private static String bare(String owner) {
    return owner.startsWith("@") ? owner.substring(1) : owner;
  }

  @Override
  public void check(Problems problems) {
    atLeastShortest("remind-every", remindEvery, problems);
    atLeastShortest("acknowledge-for", acknowledgeFor, problems);
    if (escalateAfter != null) {
      atLeastShortest("escalate-after", escalateAfter, problems);
    }
    if (acknowledgeFor.compareTo(LONGEST_ACKNOWLEDGEMENT) > 0) {
      problems.problem(
          "acknowledge-for",
          "is longer than " + LONGEST_ACKNOWLEDGEMENT.toDays() + " days",
          "make it shorter: a longer acknowledgement hides an open incident");
    }
    if (escalateChannel != null && escalateAfter == null) {
      problems.problem(
          "escalate-channel",
          "has no effect without escalate-after",
          "set the delay, as escalate-after: 1h");
    }
    mentions.forEach((owner, mention) -> checkMention(owner, mention, problems));
  }

  private static void atLeastShortest(String key, Duration value, Problems problems) {
    if (value.compareTo(SHORTEST) < 0) {
      problems.problem(key, "is too short", "write at least 1m");
    }
  }

  private static void checkMention(String owner, String mention, Problems problems) {
    if (!MENTION.matcher(mention).matches()) {
      problems.problem(
          "mentions[" + owner + "]",
          mention,
          "calls nobody",
          "write a Slack mention: <@U123>, <!subteam^S123>, <!here> or <!channel>");
    }
  }
}
