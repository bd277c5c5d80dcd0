package io.nightjar.runner.http.poll;

import io.nightjar.runner.http.call.CallAbandonedException;
import io.nightjar.runner.http.call.CallFailedException;
import io.nightjar.runner.http.call.HttpAnswer;
import io.nightjar.runner.http.call.HttpCall;
import io.nightjar.runner.http.call.HttpCalls;
import io.nightjar.runner.http.call.HttpSecrets;
import io.nightjar.runner.http.target.PollSpec;
import io.nightjar.runner.text.RunWording;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks a service whether a job runs. */
public final class StatusRequest {

  private static final int QUOTED = 200;
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final PollSpec poll;
  private final HttpCalls calls;
  private final HttpSecrets secrets;

  public StatusRequest(PollSpec poll, HttpCalls calls, HttpSecrets secrets) {
    this.poll = poll;
    this.calls = calls;
    this.secrets = secrets;
  }

  public PollResult send(HttpCalls.WaitCondition condition)
      throws CallAbandonedException, InterruptedException {
    try {
      return read(calls.send(new HttpCall(poll.target(), ""), condition));
    } catch (CallFailedException failure) {
      return new PollResult(PollResult.State.UNREADABLE, failure.getMessage());
    }
  }

  private PollResult read(HttpAnswer answer) {
    if (!answer.isSuccess()) {
      return refused(answer);
    }
    Optional<JsonNode> json = answer.json();
    if (answer.tooLong() != null) {
      return new PollResult(PollResult.State.UNUSABLE, answer.tooLong());
    }
    if (json.isEmpty()) {
      String quoted = RunWording.oneLine(secrets.redact(answer.head()), QUOTED);
      return new PollResult(PollResult.State.UNUSABLE, "the answer is not JSON: " + quoted);
    }
    if (poll.runningWhen().matches(json.get())) {
      return new PollResult(PollResult.State.RUNNING, null);
    }
    // A service may list only running jobs: a missing value means that the job does not run, but
    // the pointer may be mistyped.
    boolean answered = poll.runningWhen().isAnswered(json.get());
    return new PollResult(
        PollResult.State.NOT_RUNNING,
        answered
            ? null
            : "the answer has nothing at " + poll.runningWhen().pointer()
                + " (http.poll.running-when.pointer)");
  }

  private static PollResult refused(HttpAnswer answer) {
    String said = "answered " + answer.statusInWords();
    if (answer.status() == 401 || answer.status() == 403) {
      String remedy =
          ": check the credentials in http.poll.headers, or in http.request.headers if there are none";
      return new PollResult(PollResult.State.UNUSABLE, said + remedy);
    }
    boolean passing = answer.status() >= 500 || PASSING.contains(answer.status());
    return new PollResult(passing ? PollResult.State.UNREADABLE : PollResult.State.UNUSABLE, said);
  }
}
