package io.nightjar.runner.http.target;

import io.nightjar.job.JobTarget;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A job that a service does when it is asked to.
 *
 * @param request the request that starts it
 * @param body of that request, empty for none
 * @param acceptedWhen what the answer says when the job was accepted; null: any 2xx will do
 * @param busyWhen what the answer says when the job is running already; null: it never says so
 * @param completion how Nightjar knows that the work is done
 * @param poll how it is followed, null unless by polling
 * @param probe a request without effect, with which a rehearsal checks that the service answers; null: none is
 *     configured
 * @param maxResponseSize how much of an answer is read to find a value in it
 */
public record HttpTarget(
    RequestSpec request,
    String body,
    @Nullable JsonCondition acceptedWhen,
    @Nullable JsonCondition busyWhen,
    CompletionMode completion,
    @Nullable PollSpec poll,
    @Nullable RequestSpec probe,
    DataSize maxResponseSize)
    implements JobTarget {

  public static final String KIND = "http";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean isEndedByOthers() {
    return completion == CompletionMode.CALLBACK;
  }

  @Override
  public boolean isDoneElsewhere() {
    return true;
  }

  /** How the service says that it accepted the job. */
  public String acceptance() {
    return acceptedWhen == null ? "accepted" : "accepted (\"" + acceptedWhen.expected() + "\")";
  }

  /** The body may hold secrets. */
  @Override
  public String toString() {
    return request + ", completion " + completion;
  }
}
