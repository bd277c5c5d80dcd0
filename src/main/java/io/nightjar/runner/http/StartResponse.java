package io.nightjar.runner.http;

import io.nightjar.runner.http.call.HttpAnswer;
import io.nightjar.runner.http.call.HttpSecrets;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.JsonCondition;
import io.nightjar.runner.text.RunWording;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a service answered the request that starts a job. Pure.
 *
 * @param kind what the answer means for the run
 * @param cause why the request was not accepted, without secrets; null when it was
 */
record StartResponse(Kind kind, @Nullable String cause) {

  private static final int QUOTED = 300;
  // Gateways answer so when they could not pass the request on to the service.
  private static final Set<Integer> NEVER_ARRIVED = Set.of(502, 503, 504);

  /** What an answer means for the run. */
  enum Kind {
    ACCEPTED,
    /** The job is already running there. */
    BUSY,
    /** The service did not begin the work. */
    REFUSED,
    /** The work failed. */
    FAILED
  }

  static StartResponse of(HttpTarget work, HttpAnswer answer, HttpSecrets secrets) {
    if (work.busyWhen() != null && holds(work.busyWhen(), answer)) {
      return new StartResponse(Kind.BUSY, busy(work, work.busyWhen()));
    }
    if (answer.isSuccess() && (work.acceptedWhen() == null || holds(work.acceptedWhen(), answer))) {
      return new StartResponse(Kind.ACCEPTED, null);
    }
    boolean refused = answer.isRedirect()
        || answer.status() / 100 == 4
        || NEVER_ARRIVED.contains(answer.status());
    String problem =
        work.request() + ": answered " + answer.statusInWords() + problem(work, answer);
    String body = RunWording.oneLine(secrets.redact(answer.head()), QUOTED);
    return new StartResponse(
        refused ? Kind.REFUSED : Kind.FAILED,
        secrets.redact(problem) + (body.isEmpty() ? "" : ": " + body));
  }

  private static boolean holds(JsonCondition condition, HttpAnswer answer) {
    return answer.json().filter(condition::matches).isPresent();
  }

  private static String problem(HttpTarget work, HttpAnswer answer) {
    if (answer.isRedirect()) {
      String place =
          answer.location() == null ? "nowhere" : answer.location().replaceFirst("[?#].*", "");
      return ", a redirect to " + RunWording.oneLine(place, QUOTED)
          + ", which is not followed (write the final address into http.request.url)";
    }
    if (answer.status() == 401 || answer.status() == 403) {
      return " (check the credentials in http.request.headers)";
    }
    JsonCondition wanted = work.acceptedWhen();
    if (answer.isSuccess() && wanted != null && answer.tooLong() != null) {
      return ", but " + answer.tooLong();
    }
    return answer.isSuccess() && wanted != null
        ? " without \"" + wanted.expected() + "\" at " + wanted.pointer() + " (http.accepted-when)"
        : "";
  }

  private static String busy(HttpTarget work, JsonCondition busyWhen) {
    return work.request() + ": the service answered that the job is already running (\""
        + busyWhen.expected()
        + "\"). If nothing runs there, the service's own flag is stuck: restart that service, then re-run the job.";
  }
}
