package io.nightjar.web.security;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of {@code nightjar.security} that says what Slack users may do.
 *
 * @param slackUsers What users of Slack may do by buttons and commands.
 */
@ConfigurationProperties("nightjar.security")
record SlackUserProperties(@DefaultValue List<User> slackUsers) implements Checked {

  private static final Pattern ID = Pattern.compile("[UW][A-Z0-9]{2,20}");
  /**
   * One user of Slack.
   *
   * @param id Slack's own, as {@code U123}: names can be changed by their holders
   * @param name recorded with every action of the user
   */
  record User(
      @NotNull String id, @NotNull String name, @NotNull Role role) {}

  @Override
  public void check(Problems problems) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < slackUsers.size(); i++) {
      User user = slackUsers.get(i);
      String key = "slack-users[" + i + "].";
      checkId(user.id(), key + "id", ids, problems);
      checkName(user.name(), key + "name", problems);
    }
  }

  private static void checkId(@Nullable String id, String key, Set<String> ids, Problems problems) {
    if (id == null || !ID.matcher(id).matches()) {
      problems.problem(
          key,
          id,
          "is not the id of a Slack user",
          "write the member id of the user's profile, as U012AB3CD: not the name");
    } else if (!ids.add(id)) {
      problems.problem(key, id, "is the id of another user", "list each user once");
    }
  }

  private static void checkName(@Nullable String name, String key, Problems problems) {
    if (name == null || name.isBlank()) {
      problems.problem(key, name, "is blank", "name the user, as alice");
    } else if (!TokenHolderName.isValid(name)) {
      problems.problem(key, name, TokenHolderName.PROBLEM, TokenHolderName.REMEDY);
    }
  }
}
