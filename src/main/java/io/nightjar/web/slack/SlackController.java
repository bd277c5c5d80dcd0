package io.nightjar.web.slack;

import io.nightjar.alert.SignedRequests;
import io.nightjar.web.Problem;
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

  private final SignedRequests signed;
  private final Console console;
  private final Clock clock;

  SlackController(SignedRequests signed, Console console, Clock clock) {
    this.signed = signed;
    this.console = console;
    this.clock = clock;
  }

  @PostMapping("/slack/interactions")
  @ResponseStatus(HttpStatus.OK)
  void interaction(HttpServletRequest request) throws IOException {
    console.take(Request.ofInteraction(genuine(request)));
  }

  @PostMapping("/slack/commands")
  @ResponseStatus(HttpStatus.OK)
  void command(HttpServletRequest request) throws IOException {
    console.take(Request.ofCommand(genuine(request)));
  }

  /** Nothing of a request is understood before its signature has been checked, and nothing read that brings none. */
  private Form genuine(HttpServletRequest request) throws IOException {
    if (!signed.isConfigured()) {
      throw Problem.notFound(
          "Nothing is taken from Slack: nightjar.slack.signing-secret is not set.");
    }
    String timestamp = request.getHeader("X-Slack-Request-Timestamp");
    String signature = request.getHeader("X-Slack-Signature");
    byte[] body = timestamp == null || signature == null
        ? new byte[0]
        : request.getInputStream().readAllBytes();
    if (!signed.isGenuine(body, timestamp, signature, clock.instant())) {
      throw Problem.of(
          HttpStatus.UNAUTHORIZED,
          "The request is not signed by Slack within the last five minutes, or"
              + " nightjar.slack.signing-secret is another app's.");
    }
    return Form.of(body);
  }
}
