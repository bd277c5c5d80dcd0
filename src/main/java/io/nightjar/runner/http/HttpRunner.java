package io.nightjar.runner.http;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.http.call.CallAbandonedException;
import io.nightjar.runner.http.call.CallFailedException;
import io.nightjar.runner.http.call.HttpAnswer;
import io.nightjar.runner.http.call.HttpCall;
import io.nightjar.runner.http.call.HttpCalls;
import io.nightjar.runner.http.call.HttpSecrets;
import io.nightjar.runner.http.poll.PollCheckpoint;
import io.nightjar.runner.http.poll.PollProgress;
import io.nightjar.runner.http.poll.Sleeper;
import io.nightjar.runner.http.poll.StatusPoller;
import io.nightjar.runner.http.poll.StatusRequest;
import io.nightjar.runner.http.target.CompletionMode;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.PollSpec;
import io.nightjar.runner.http.target.RequestSpec;
import io.nightjar.runner.text.RunWording;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service to do a job and follows it to its end.
 *
 * <p>A run whose request is not accepted ends without having started. With {@code completion: response} a run counts as
 * started when its request was sent and was not refused at once.
 */
public final class HttpRunner implements Runner {

  /** A service that refuses does so within this time; a service that takes longer is working. */
  private static final Duration REFUSAL_WITHIN = Duration.ofMillis(200);

  private final HttpTarget work;
  private final CallbackUrl callback;
  private final HttpSecrets secrets;
  private final HttpCalls calls;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration refusalWithin;

  public HttpRunner(
      HttpTarget work, CallbackUrl callback, Clock clock, Sleeper sleeper, Duration refusalWithin) {
    this.work = work;
    this.callback = callback;
    this.clock = clock;
    this.sleeper = sleeper;
    this.refusalWithin = refusalWithin;
    List<RequestSpec> targets = new ArrayList<>(List.of(work.request()));
    if (work.poll() != null) {
      targets.add(work.poll().target());
    }
    this.secrets = HttpSecrets.of(targets, callback.secrets());
    this.calls = new HttpCalls(secrets, work.maxResponseSize());
  }

  public static HttpRunner of(Job job, String baseUrl, Clock clock) {
    HttpTarget work = (HttpTarget) Objects.requireNonNull(job.work());
    CallbackUrl callback = new CallbackUrl(baseUrl, job.pingKey());
    return new HttpRunner(work, callback, clock, Sleeper.system(), REFUSAL_WITHIN);
  }

  @Override
  public RunnerResult run(RunContext context) {
    HttpAnswer answer;
    try {
      answer = calls.send(startingCall(context), sinceSent -> keepWaiting(context, sinceSent));
    } catch (CallFailedException failure) {
      return RunnerResult.finished(noAnswer(failure));
    } catch (CallAbandonedException | InterruptedException gaveUp) {
      return RunnerResult.finished(abandoned(context, gaveUp));
    }
    return answered(context, answer);
  }

  private RunnerResult answered(RunContext context, HttpAnswer answer) {
    StartResponse response = StartResponse.of(work, answer, secrets);
    String excerpt = RunWording.excerpt(secrets.redact(answer.end()));
    return switch (response.kind()) {
      case ACCEPTED -> accepted(context, excerpt);
      case BUSY ->
        RunnerResult.finished(new RunResult(Outcome.SKIPPED, response.cause(), excerpt, null));
      case REFUSED ->
        RunnerResult.finished(new RunResult(Outcome.FAILED, response.cause(), excerpt, null));
      case FAILED -> {
        if (work.completion() == CompletionMode.RESPONSE) {
          context.started();
        }
        yield RunnerResult.finished(new RunResult(Outcome.FAILED, response.cause(), excerpt, null));
      }
    };
  }

  @Override
  public void rehearse(RehearsalContext context)
      throws CannotStartException, CallAbandonedException, InterruptedException {
    context.requireClasses(HttpRunner.class);
    new HttpRehearsal(work, calls, secrets).rehearse(context);
  }

  @Override
  public RunnerResult follow(RunContext context, String resumeToken) throws Exception {
    if (work.poll() == null) {
      return Runner.super.follow(context, resumeToken);
    }
    return follow(
        context, work.poll(), PollCheckpoint.parse(resumeToken, context.run().firedAt()));
  }

  private HttpCall startingCall(RunContext context) {
    RunRequest request = context.run().request();
    String parameters = request == null ? null : request.parameters();
    HttpCall call = parameters == null || parameters.isBlank()
        ? new HttpCall(work.request(), work.body())
        : HttpCall.withJson(work.request(), parameters);
    call.with("Nightjar-Run-Id", context.run().id().toString());
    return work.completion() == CompletionMode.CALLBACK
        ? call.with("Nightjar-Callback-Url", callback.of(context.run().id()))
        : call;
  }

  private boolean keepWaiting(RunContext context, Duration sinceSent) {
    if (work.completion() == CompletionMode.RESPONSE && sinceSent.compareTo(refusalWithin) >= 0) {
      context.started();
    }
    return !context.cancelled();
  }

  private RunnerResult accepted(RunContext context, @Nullable String excerpt) {
    if (work.poll() != null) {
      PollCheckpoint checkpoint = new PollCheckpoint(clock.instant());
      context.followable(checkpoint.toJson());
      return follow(context, work.poll(), checkpoint);
    }
    context.started();
    return work.completion() == CompletionMode.CALLBACK
        ? RunnerResult.leftRunning()
        : RunnerResult.finished(RunResult.succeeded(excerpt));
  }

  private RunnerResult follow(RunContext context, PollSpec poll, PollCheckpoint checkpoint) {
    boolean seenRunning = context.run().startedAt() != null;
    PollProgress progress = new PollProgress(
        work, poll, checkpoint.acceptedAt(), context.finishDeadline(), seenRunning);
    StatusRequest statusRequest = new StatusRequest(poll, calls, secrets);
    return new StatusPoller(context, poll, statusRequest, progress, clock, sleeper).poll();
  }

  private RunResult noAnswer(CallFailedException failure) {
    String warning = failure.wasSent()
        ? ". The service may still do the job: check there before you re-run it."
        : "";
    return RunResult.failed(work.request() + ": " + failure.getMessage() + warning, null);
  }

  private RunResult abandoned(RunContext context, Exception reason) {
    boolean stopping = reason instanceof InterruptedException || context.stopping();
    return new RunResult(
        stopping ? Outcome.INTERRUPTED : Outcome.CANCELLED,
        work.request() + ": " + (stopping ? "Nightjar stopped" : "cancelled")
            + " before the answer was complete. Nightjar cannot stop the service: it may still do the job.",
        null,
        null);
  }
}
