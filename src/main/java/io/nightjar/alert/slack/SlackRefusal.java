package io.nightjar.alert.slack;

import static java.util.Map.entry;

import io.nightjar.alert.DeliveryException.Kind;
import java.util.Map;
import java.util.Set;

/** What the errors that Slack names mean. One it does not list is said loudly: permanent. */
final class SlackRefusal {

  private static final Set<String> TRANSIENT = Set.of(
      "ratelimited",
      "rate_limited",
      "message_limit_exceeded",
      "service_unavailable",
      "request_timeout",
      "team_added_to_org");

  private static final Set<String> UNCLEAR = Set.of("fatal_error", "internal_error");

  private static final Set<String> NO_THREAD =
      Set.of("thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked");

  private static final String NEW_TOKEN = "set a valid bot token in nightjar.slack.token";

  private static final Map<String, String> REMEDIES = Map.ofEntries(
      entry("not_authed", NEW_TOKEN),
      entry("invalid_auth", NEW_TOKEN),
      entry("account_inactive", NEW_TOKEN),
      entry("token_revoked", NEW_TOKEN),
      entry("token_expired", NEW_TOKEN),
      entry("missing_scope", "give the app the scope chat:write and install it again"),
      entry("not_in_channel", "invite the app to the channel"),
      entry("channel_not_found", "correct the channel's name, or invite the app if it is private"),
      entry("is_archived", "name another channel, or take this one out of the archive"),
      entry("restricted_action", "let the app post in the channel"));

  private SlackRefusal() {}

  static Kind kind(String error) {
    if (TRANSIENT.contains(error)) {
      return Kind.TRANSIENT;
    }
    return UNCLEAR.contains(error) ? Kind.UNCLEAR : Kind.PERMANENT;
  }

  /** Whether the message could go to the channel, though not to this thread. */
  static boolean isOfThread(String error) {
    return NO_THREAD.contains(error);
  }

  static String describe(String error, String place) {
    String remedy = REMEDIES.get(error);
    return "Slack refused the message to " + place + ": " + error
        + (remedy == null ? "" : "; " + remedy);
  }
}
