package io.nightjar.web.security;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what a Slack user may do. A user who is not configured may do nothing. */
public final class SlackUsers {

  private final Map<String, SlackUserProperties.User> byId;

  SlackUsers(SlackUserProperties settings) {
    this.byId = settings.slackUsers().stream()
        .collect(Collectors.toMap(SlackUserProperties.User::id, Function.identity()));
  }

  /**
   * A configured Slack user.
   *
   * @param mayAct whether the user may do more than read
   */
  public record SlackUser(String name, String role, boolean mayAct) {}

  public Optional<SlackUser> find(String id) {
    return Optional.ofNullable(byId.get(id))
        .map(user -> new SlackUser(
            user.name(), user.role().word(), user.role().compareTo(Role.OPERATOR) >= 0));
  }
}
