package io.nightjar.notification.slack;

import static java.util.Map.entry;

import com.slack.api.methods.SlackApiTextResponse;
import io.nightjar.notification.DeliveryException.Kind;
import java.util.Map;
import java.util.Set;

/** What the errors that Slack names mean. One that is not listed is taken for the message's own: the next one is tried. */
final class SlackErrorCode {

  private static final Set<String> TRANSIENT = Set.of(
      "ratelimited",
      "rate_limited",
      "message_limit_exceeded",
      "service_unavailable",
      "request_timeout",
      "team_added_to_org");

  private static final Set<String> UNCLEAR = Set.of("fatal_error", "internal_error");

  private static final Set<String> OF_THREAD =
      Set.of("thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked");

  private static final Set<String> OF_CONTENT = Set.of(
      "invalid_blocks",
      "invalid_blocks_format",
      "invalid_attachments",
      "block_mismatch",
      "msg_blocks_too_long",
      "msg_too_long",
      "no_text",
      "invalid_payload",
      "too_many_attachments",
      "invalid_metadata_format",
      "invalid_metadata_schema",
      "metadata_too_large",
      "metadata_must_be_sent_from_app");

  // The message stays as it is, whatever it is to say.
  private static final Set<String> OF_CHANGE =
      Set.of("edit_window_closed", "message_not_found", "cant_update_message", "is_inactive");

  private static final Set<String> OF_TOKEN =
      Set.of("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired");

  // Of the app or the workspace, without a remedy of ours.
  private static final Set<String> OF_ACCESS = Set.of(
      "access_denied",
      "ekm_access_denied",
      "enterprise_is_restricted",
      "no_permission",
      "not_allowed_token_type",
      "org_login_required",
      "restricted_action_read_only_channel",
      "restricted_action_non_threadable_channel",
      "restricted_action_thread_only_channel",
      "team_access_not_granted",
      "two_factor_setup_required");

  private static final String NEW_WEBHOOK =
      "create the incoming webhook again and set its address in %s.webhook-url";

  private static final Map<String, String> REMEDIES = Map.ofEntries(
      entry("missing_scope", "give the app the scope chat:write and install it again"),
      entry("not_in_channel", "invite the app to the channel"),
      entry("channel_not_found", "correct the channel's name, or invite the app if it is private"),
      entry("is_archived", "name another channel, or take this one out of the archive"),
      entry("channel_is_archived", "name another channel, or take this one out of the archive"),
      entry("restricted_action", "let the app post in the channel"),
      entry("action_prohibited", "let the app post in the channel"),
      entry("invalid_token", NEW_WEBHOOK),
      entry("no_active_hooks", NEW_WEBHOOK),
      entry("no_service", NEW_WEBHOOK),
      entry("no_service_id", NEW_WEBHOOK),
      entry("no_team", NEW_WEBHOOK),
      entry("team_disabled", NEW_WEBHOOK));

  private SlackErrorCode() {}

  static Kind kind(String error) {
    if (TRANSIENT.contains(error)) {
      return Kind.TRANSIENT;
    }
    if (UNCLEAR.contains(error)) {
      return Kind.UNCLEAR;
    }
    return isOfPlace(error) ? Kind.PERMANENT : Kind.CONTENT;
  }

  /** Whether no message at all is taken there. */
  private static boolean isOfPlace(String error) {
    return OF_TOKEN.contains(error) || OF_ACCESS.contains(error) || REMEDIES.containsKey(error);
  }

  /** Whether Slack has a word for it. */
  static boolean isKnown(String error) {
    return TRANSIENT.contains(error)
        || UNCLEAR.contains(error)
        || isOfContent(error)
        || OF_CHANGE.contains(error)
        || isOfPlace(error);
  }

  /** Whether the message could go to the channel, though not to this thread. */
  static boolean isOfThread(SlackApiTextResponse answer) {
    return isOneOf(OF_THREAD, answer);
  }

  /** Whether Slack may take another text in place of this one. */
  static boolean isOfContent(SlackApiTextResponse answer) {
    return !answer.isOk()
        && answer.getError() != null
        && kind(answer.getError()) == Kind.CONTENT
        && !OF_CHANGE.contains(answer.getError());
  }

  static boolean isOfContent(String error) {
    return OF_CONTENT.contains(error);
  }

  static boolean isOfMetadata(SlackApiTextResponse answer) {
    return isOfContent(answer) && answer.getError().contains("metadata");
  }

  /** Whether no call with this token can succeed. */
  static boolean isOfToken(SlackApiTextResponse answer) {
    return isOneOf(OF_TOKEN, answer);
  }

  static String describe(String error, String what, String key) {
    String remedy = OF_TOKEN.contains(error)
        ? "set a valid bot token in %s.token"
        : REMEDIES.getOrDefault(error, "");
    return "Slack refused " + what + ": " + error
        + (remedy.isEmpty() ? "" : "; " + remedy.replace("%s", key));
  }

  private static boolean isOneOf(Set<String> errors, SlackApiTextResponse answer) {
    return !answer.isOk() && answer.getError() != null && errors.contains(answer.getError());
  }
}
