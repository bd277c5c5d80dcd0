package io.nightjar.runner.http;

import io.nightjar.runner.Wording;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks a service whether a job runs. */
final class Lookout {

  private static final int QUOTED = 200;
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final Poll poll;
  private final Calls calls;
  private final Secrets secrets;

  Lookout(Poll poll, Calls calls, Secrets secrets) {
    this.poll = poll;
    this.calls = calls;
    this.secrets = secrets;
  }

  Look look(Calls.Patience patience) throws CallAbandonedException, InterruptedException {
    try {
      return read(calls.send(new Call(poll.target(), ""), patience));
    } catch (CallFailedException failure) {
      return new Look(Look.State.UNREADABLE, failure.getMessage());
    }
  }

  private Look read(Answer answer) {
    if (!answer.isSuccess()) {
      return refused(answer);
    }
    Optional<JsonNode> json = answer.json();
    if (answer.tooLong() != null) {
      return new Look(Look.State.UNUSABLE, answer.tooLong());
    }
    if (json.isEmpty()) {
      String quoted = Wording.oneLine(secrets.scrub(answer.head()), QUOTED);
      return new Look(Look.State.UNUSABLE, "the answer is no JSON: " + quoted);
    }
    if (poll.runningWhen().matches(json.get())) {
      return new Look(Look.State.RUNNING, null);
    }
    // A service may list only what runs: a missing value means that the job does not, but may be a
    // mistyped pointer.
    boolean answered = poll.runningWhen().isAnswered(json.get());
    return new Look(
        Look.State.NOT_RUNNING,
        answered
            ? null
            : "the answer has nothing at " + poll.runningWhen().pointer()
                + " (http.poll.running-when.pointer)");
  }

  private static Look refused(Answer answer) {
    String said = "answered " + answer.statusInWords();
    if (answer.status() == 401 || answer.status() == 403) {
      String remedy =
          ": check the credentials in http.poll.headers, or in http.request.headers if there are none";
      return new Look(Look.State.UNUSABLE, said + remedy);
    }
    boolean passing = answer.status() >= 500 || PASSING.contains(answer.status());
    return new Look(passing ? Look.State.UNREADABLE : Look.State.UNUSABLE, said);
  }
}
