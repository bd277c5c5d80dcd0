package io.nightjar.web.slack;

import io.nightjar.incident.mute.RejectedRequestException;
import io.nightjar.notification.InteractionReplies;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.problem.DatabaseProblems;
import io.nightjar.web.problem.FailureLog;
import io.nightjar.web.security.SlackUsers;
import io.nightjar.web.security.SlackUsers.SlackUser;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.HttpStatus;

/**
 * Executes requests from Slack on its own threads, because Slack waits at most three seconds for an answer, and replies
 * to the requester alone.
 */
final class SlackCommandExecutor {

  private final SlackUsers users;
  private final SlackCommands commands;
  private final InteractionReplies replies;
  private final DatabaseProblems database;
  private final FailureLog failures;
  private final Executor executor;
  private final RecentRequests recent = new RecentRequests();

  SlackCommandExecutor(
      SlackUsers users,
      SlackCommands commands,
      InteractionReplies replies,
      DatabaseProblems database,
      FailureLog failures,
      Executor executor) {
    this.users = users;
    this.commands = commands;
    this.replies = replies;
    this.database = database;
    this.failures = failures;
    this.executor = executor;
  }

  /**
   * Executes a request in the background.
   *
   * @throws ApiProblem when the queue is full; Slack shows that as a failure
   */
  void take(SlackRequest request) {
    if (recent.isRepeat(request.key())) {
      return;
    }
    try {
      executor.execute(() -> replies.reply(request.responseUrl(), answer(request)));
    } catch (RejectedExecutionException e) {
      recent.forget(request.key());
      throw ApiProblem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Too many requests at once. Nothing was done; try again.");
    }
  }

  private String answer(SlackRequest request) {
    Optional<SlackUser> user = users.find(request.user());
    if (user.isEmpty()) {
      return unknown(request.user());
    }
    if (!user.get().mayAct() && !request.verb().equals("status")) {
      return "Only an operator may do that, and nightjar.security.slack-users lists you as a "
          + user.get().role() + ".";
    }
    return performed(request, user.get());
  }

  private static String unknown(String id) {
    return "Nightjar does not know you, so nothing was done. Your Slack id is " + id
        + ": ask the administrator of Nightjar to add it to nightjar.security.slack-users,"
        + " as {id: " + id + ", name: ..., role: operator}.";
  }

  private String performed(SlackRequest request, SlackUser user) {
    String what = "from Slack " + ApiProblem.quote(request.toString());
    try {
      return database.guarded(what, () -> commands.perform(request, user));
    } catch (ApiProblem | RejectedRequestException refused) {
      return String.valueOf(refused.getMessage());
    } catch (RuntimeException e) {
      failures.log("A request failed", what, e);
      return "Nightjar failed to do that. Nightjar's log says why.";
    }
  }
}
