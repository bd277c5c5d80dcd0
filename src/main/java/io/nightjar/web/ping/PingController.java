package io.nightjar.web.ping;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.PingRecorder;
import io.nightjar.web.problem.DatabaseProblems;
import io.nightjar.web.problem.FailureLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Heartbeats of jobs that run elsewhere, and call-backs of jobs that Nightjar has started. Answers in plain text and
 * handles every address under {@code /ping}, so that no other handler, message or log contains a ping key.
 */
@RestController
class PingController {

  private static final Logger log = LoggerFactory.getLogger(PingController.class);

  // Read from the query string: reading request parameters would consume the body of a client that
  // posts it as a form, as curl does.
  private static final Pattern RID = Pattern.compile("(?:^|&)rid=([^&]*)");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final JobCatalogue catalogue;
  private final PingRecorder runs;
  private final RateLimit rateLimit;
  private final FailureLog failures;
  private final Clock clock;

  PingController(
      JobCatalogue catalogue,
      PingRecorder runs,
      RateLimit rateLimit,
      FailureLog failures,
      Clock clock) {
    this.catalogue = catalogue;
    this.runs = runs;
    this.rateLimit = rateLimit;
    this.failures = failures;
    this.clock = clock;
  }

  @RequestMapping(
      path = {"/ping/{key}", "/ping/{key}/{signal}"},
      method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST})
  ResponseEntity<String> ping(
      @PathVariable("key") String key,
      @PathVariable(name = "signal", required = false) @Nullable String word,
      HttpServletRequest request) {
    Optional<Job> job = catalogue.findByPingKey(key);
    Optional<PingSignal> signal = PingSignal.of(word);
    if (job.isEmpty() || signal.isEmpty()) {
      return answer(HttpStatus.NOT_FOUND, "not found");
    }
    Instant now = clock.instant();
    Duration wait = rateLimit.take(job.get().name(), now);
    if (!wait.isZero()) {
      return busy(HttpStatus.TOO_MANY_REQUESTS, "rate limited", wait);
    }
    return record(job.get().name(), signal.get(), request, now);
  }

  /** Everything else under the prefix, so that no other handler repeats the address. */
  @RequestMapping({"/ping", "/ping/**"})
  ResponseEntity<String> other(HttpServletRequest request) {
    boolean pings = switch (request.getMethod()) {
      case "GET", "HEAD", "POST" -> true;
      default -> false;
    };
    return pings
        ? answer(HttpStatus.NOT_FOUND, "not found")
        : ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
            .header(HttpHeaders.ALLOW, "GET, HEAD, POST")
            .contentType(MediaType.TEXT_PLAIN)
            .body("use GET, HEAD or POST");
  }

  private ResponseEntity<String> record(
      String job, PingSignal signal, HttpServletRequest request, Instant now) {
    Matcher rid = RID.matcher(String.valueOf(request.getQueryString()));
    boolean given = rid.find();
    if (given && !UUID_TEXT.matcher(rid.group(1)).matches()) {
      return answer(
          HttpStatus.BAD_REQUEST,
          "rid is not a UUID: leave it out, or send a UUID, for example from uuidgen");
    }
    try {
      String body = body(job, request);
      runs.record(signal.by(job, given ? UUID.fromString(rid.group(1)) : null, body, now));
      return answer(HttpStatus.OK, "OK");
    } catch (RuntimeException e) {
      // A ping may always be repeated, also when it is not known whether it was committed.
      if (DatabaseProblems.isUnreachable(e)) {
        failures.log(
            "A ping could not be recorded; its sender was asked to repeat it", "of " + job, e);
        return busy(
            HttpStatus.SERVICE_UNAVAILABLE, "not recorded: try again", Duration.ofSeconds(5));
      }
      failures.log("A ping could not be recorded", "of " + job, e);
      return answer(HttpStatus.INTERNAL_SERVER_ERROR, "not recorded");
    }
  }

  /** A ping counts even if its body ends early. */
  private static @Nullable String body(String job, HttpServletRequest request) {
    try {
      return PingBody.read(request.getInputStream());
    } catch (IOException e) {
      log.warn(
          "the body of a ping of {} ended early; the ping is recorded without it: {}",
          job,
          e.getMessage());
      return null;
    }
  }

  private static ResponseEntity<String> answer(HttpStatus status, String text) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .header("Ping-Body-Limit", String.valueOf(PingBody.BYTES))
        .body(text);
  }

  private static ResponseEntity<String> busy(HttpStatus status, String text, Duration wait) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()))
        .body(text);
  }
}
