package io.nightjar.web.slack;

import io.nightjar.alert.PrivateReplies;
import io.nightjar.incident.RefusedException;
import io.nightjar.web.Problem;
import io.nightjar.web.security.SlackUsers;
import io.nightjar.web.security.SlackUsers.SlackUser;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/**
 * Takes what somebody asked for from Slack, does it on threads of its own, because Slack waits three seconds at most, and
 * answers that person alone.
 */
final class Console {

  private static final Logger log = LoggerFactory.getLogger(Console.class);

  private final SlackUsers users;
  private final Deeds deeds;
  private final PrivateReplies replies;
  private final Executor executor;
  private final Seen seen = new Seen();

  Console(SlackUsers users, Deeds deeds, PrivateReplies replies, Executor executor) {
    this.users = users;
    this.deeds = deeds;
    this.replies = replies;
    this.executor = executor;
  }

  /** @throws Problem when there is too much to do; Slack shows that as a failure */
  void take(Request request) {
    if (seen.before(request.key())) {
      return;
    }
    try {
      executor.execute(() -> replies.reply(request.responseUrl(), answer(request)));
    } catch (RejectedExecutionException e) {
      seen.forget(request.key());
      throw Problem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Too much is asked for at once. Nothing was done; try again.");
    }
  }

  private String answer(Request request) {
    Optional<SlackUser> user = users.find(request.user());
    if (user.isEmpty()) {
      return unknown(request.user());
    }
    if (!user.get().mayAct() && !request.verb().equals("status")) {
      return "Only an operator may do that, and you are a " + user.get().role()
          + ": nightjar.security.slack-users says so.";
    }
    return performed(request, user.get());
  }

  private static String unknown(String id) {
    return "Nightjar does not know you, so nothing was done. Your Slack id is " + id
        + ": whoever runs Nightjar can add it under nightjar.security.slack-users,"
        + " as {id: " + id + ", name: ..., role: operator}.";
  }

  private String performed(Request request, SlackUser user) {
    try {
      return deeds.perform(request, user);
    } catch (Problem | RefusedException refused) {
      return String.valueOf(refused.getMessage());
    } catch (DataAccessException | TransactionException e) {
      log.error("A request from Slack could not be done: the database failed", e);
      return "Nightjar cannot reach its database. Nothing was done; try again.";
    } catch (RuntimeException e) {
      log.error("A request from Slack failed", e);
      return "Nightjar failed to do that. Its log says why.";
    }
  }
}
