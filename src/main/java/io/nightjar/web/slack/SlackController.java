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
 * {@code /slack}: receives pressed buttons and {@code /nightjar} commands. Answers at once with an empty body; the
 * reply follows as a message.
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

  /**
   * Returns the form of a signed request. A body without signature headers is not read, and nothing is parsed before
   * the signature was checked.
   */
  private UrlEncodedForm genuine(HttpServletRequest request) throws IOException {
    if (!verifier.isConfigured()) {
      throw ApiProblem.notFound(
          "Requests from Slack are not accepted: nightjar.slack.signing-secret is not set.");
    }
    String timestamp = request.getHeader("X-Slack-Request-Timestamp");
    String signature = request.getHeader("X-Slack-Signature");
    byte[] body = timestamp == null || signature == null
        ? new byte[0]
        : request.getInputStream().readAllBytes();
    if (!verifier.isGenuine(body, timestamp, signature, clock.instant())) {
      throw ApiProblem.of(
          HttpStatus.UNAUTHORIZED,
          "The request was not signed by Slack within the last five minutes, or nightjar.slack.signing-secret belongs to another app.");
    }
    return UrlEncodedForm.of(body);
  }
}
