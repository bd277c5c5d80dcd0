package io.nightjar.web.slack;

import io.nightjar.notification.RequestVerifier;
import io.nightjar.web.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /slack}: what Slack sends when somebody presses a button or types {@code /nightjar}. Answered at once and empty;
 * what came of it the person reads a moment later.
 */
@RestController
class SlackController {

  private final RequestVerifier verifier;
  private final SlackCommandExecutor executor;
  private final Clock clock;

  SlackController(RequestVerifier verifier, SlackCommandExecutor executor, Clock clock) {
    this.verifier = verifier;
    this.executor = executor;
    this.clock = clock;
  }

  @PostMapping("/slack/interactions")
  @ResponseStatus(HttpStatus.OK)
  void interaction(HttpServletRequest request) throws IOException {
    executor.take(SlackRequest.ofInteraction(genuine(request)));
  }

  @PostMapping("/slack/commands")
  @ResponseStatus(HttpStatus.OK)
  void command(HttpServletRequest request) throws IOException {
    executor.take(SlackRequest.ofCommand(genuine(request)));
  }

  /** Nothing of a request is understood before its signature has been checked, and nothing read that brings none. */
  private UrlEncodedForm genuine(HttpServletRequest request) throws IOException {
    if (!verifier.isConfigured()) {
      throw ApiProblem.notFound(
          "Nothing is taken from Slack: nightjar.slack.signing-secret is not set.");
    }
    String timestamp = request.getHeader("X-Slack-Request-Timestamp");
    String signature = request.getHeader("X-Slack-Signature");
    byte[] body = timestamp == null || signature == null
        ? new byte[0]
        : request.getInputStream().readAllBytes();
    if (!verifier.isGenuine(body, timestamp, signature, clock.instant())) {
      throw ApiProblem.of(
          HttpStatus.UNAUTHORIZED,
          "The request is not signed by Slack within the last five minutes, or"
              + " nightjar.slack.signing-secret is another app's.");
    }
    return UrlEncodedForm.of(body);
  }
}
