package io.nightjar.notification.slack;

import com.slack.api.methods.response.users.UsersConversationsResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of channels. Slack takes a name for a post, yet tells of messages only by id: it comes from the confirmation
 * of an earlier message, or from the list of the channels in which the app is, where the scope allows that.
 */
final class SlackChannelIds {

  private static final Pattern ID = Pattern.compile("[CDG][A-Z0-9]{7,}");
  private static final int PAGES = 3;

  private final SlackCalls calls;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  SlackChannelIds(SlackCalls calls) {
    this.calls = calls;
  }

  void remember(String channel, String id) {
    if (isId(id) && !isId(channel)) {
      known.put(name(channel), id);
    }
  }

  /** Null when it cannot be had. */
  @Nullable
  String of(String channel) {
    if (isId(channel)) {
      return channel;
    }
    String name = name(channel);
    if (!known.containsKey(name)) {
      learn();
    }
    return known.get(name);
  }

  private void learn() {
    String cursor = "";
    List<ConversationType> types =
        List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL);
    for (int page = 0; page < PAGES; page++) {
      UsersConversationsResponse answer = list(cursor, types);
      if (answer != null
          && !answer.isOk()
          && types.size() > 1
          && "missing_scope".equals(answer.getError())) {
        // The scope for private channels is another one.
        types = List.of(ConversationType.PUBLIC_CHANNEL);
        answer = list(cursor, types);
      }
      if (answer == null || !answer.isOk() || answer.getChannels() == null) {
        return;
      }
      answer.getChannels().forEach(this::remember);
      cursor = answer.getResponseMetadata() == null
          ? ""
          : String.valueOf(answer.getResponseMetadata().getNextCursor());
      if (cursor.isEmpty() || cursor.equals("null")) {
        return;
      }
    }
  }

  private @Nullable UsersConversationsResponse list(String cursor, List<ConversationType> types) {
    return calls.ask(
        slack -> slack.usersConversations(
            r -> r.cursor(cursor).types(types).excludeArchived(true).limit(200)),
        "the list of channels");
  }

  private void remember(Conversation channel) {
    if (channel.getName() != null && channel.getId() != null) {
      known.put(channel.getName(), channel.getId());
    }
  }

  private static boolean isId(String channel) {
    return ID.matcher(channel).matches();
  }

  private static String name(String channel) {
    return channel.startsWith("#") ? channel.substring(1) : channel;
  }
}
