package io.nightjar.runner.http;

import io.nightjar.job.Job;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.RunRequest;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.RunResult;
import io.nightjar.runner.Runner;
import io.nightjar.runner.Wording;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service to do a job and sees it through to its end.
 *
 * <p>A run whose request is not accepted ends without having started. A job that is done when it has answered starts
 * when its request has left and was not refused at once.
 */
final class HttpRunner implements Runner {

  /** A refusal comes within this; an answer that takes longer is work. */
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  private final HttpWork work;
  private final CallbackAddress callback;
  private final Secrets secrets;
  private final Calls calls;
  private final Clock clock;
  private final Pause pause;
  private final Duration atOnce;

  HttpRunner(HttpWork work, CallbackAddress callback, Clock clock, Pause pause, Duration atOnce) {
    this.work = work;
    this.callback = callback;
    this.clock = clock;
    this.pause = pause;
    this.atOnce = atOnce;
    List<Target> targets = new ArrayList<>(List.of(work.request()));
    if (work.poll() != null) {
      targets.add(work.poll().target());
    }
    this.secrets = Secrets.of(targets, callback.secrets());
    this.calls = new Calls(secrets, work.maxResponseSize());
  }

  static HttpRunner of(Job job, String baseUrl, Clock clock) {
    HttpWork work = (HttpWork) Objects.requireNonNull(job.work());
    CallbackAddress callback = new CallbackAddress(baseUrl, job.pingKey());
    return new HttpRunner(work, callback, clock, Pause.real(), AT_ONCE);
  }

  @Override
  public RunResult run(RunContext context) {
    Answer answer;
    try {
      answer =
          calls.send(startingCall(context), sinceDeparture -> waitsOn(context, sinceDeparture));
    } catch (CallFailedException failure) {
      return RunResult.finished(unanswered(failure));
    } catch (CallAbandonedException | InterruptedException gaveUp) {
      return RunResult.finished(givenUp(context, gaveUp));
    }
    return answered(context, answer);
  }

  private RunResult answered(RunContext context, Answer answer) {
    Reception reception = Reception.of(work, answer, secrets);
    String excerpt = Wording.excerpt(secrets.scrub(answer.end()));
    return switch (reception.kind()) {
      case ACCEPTED -> accepted(context, excerpt);
      case BUSY ->
        RunResult.finished(new Finish(Outcome.SKIPPED, reception.cause(), excerpt, null));
      case REFUSED ->
        RunResult.finished(new Finish(Outcome.FAILED, reception.cause(), excerpt, null));
      case FAILED -> {
        if (work.completion() == Completion.RESPONSE) {
          context.started();
        }
        yield RunResult.finished(new Finish(Outcome.FAILED, reception.cause(), excerpt, null));
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
  public RunResult follow(RunContext context, String handOver) throws Exception {
    if (work.poll() == null) {
      return Runner.super.follow(context, handOver);
    }
    return follow(context, work.poll(), HandOver.parse(handOver, context.run().firedAt()));
  }

  private Call startingCall(RunContext context) {
    RunRequest request = context.run().request();
    String parameters = request == null ? null : request.parameters();
    Call call = parameters == null || parameters.isBlank()
        ? new Call(work.request(), work.body())
        : Call.withJson(work.request(), parameters);
    call.with("Nightjar-Run-Id", context.run().id().toString());
    return work.completion() == Completion.CALLBACK
        ? call.with("Nightjar-Callback-Url", callback.of(context.run().id()))
        : call;
  }

  private boolean waitsOn(RunContext context, Duration sinceDeparture) {
    if (work.completion() == Completion.RESPONSE && sinceDeparture.compareTo(atOnce) >= 0) {
      context.started();
    }
    return !context.cancelled();
  }

  private RunResult accepted(RunContext context, @Nullable String excerpt) {
    if (work.poll() != null) {
      HandOver handOver = new HandOver(clock.instant());
      context.followable(handOver.toJson());
      return follow(context, work.poll(), handOver);
    }
    context.started();
    return work.completion() == Completion.CALLBACK
        ? RunResult.leftRunning()
        : RunResult.finished(Finish.succeeded(excerpt));
  }

  private RunResult follow(RunContext context, Poll poll, HandOver handOver) {
    boolean seenRunning = context.run().startedAt() != null;
    Progress progress =
        new Progress(work, poll, handOver.acceptedAt(), context.finishDeadline(), seenRunning);
    Lookout lookout = new Lookout(poll, calls, secrets);
    return new Following(context, poll, lookout, progress, clock, pause).toTheEnd();
  }

  private Finish unanswered(CallFailedException failure) {
    String warning = failure.hasDeparted()
        ? ". It may do the job all the same: look there before the job is run again."
        : "";
    return Finish.failed(work.request() + ": " + failure.getMessage() + warning, null);
  }

  private Finish givenUp(RunContext context, Exception reason) {
    boolean stopping = reason instanceof InterruptedException || context.stopping();
    return new Finish(
        stopping ? Outcome.INTERRUPTED : Outcome.CANCELLED,
        work.request() + ": " + (stopping ? "Nightjar stopped" : "cancelled")
            + " before the answer was complete. The service cannot be told to stop: it may do the job all the same.",
        null,
        null);
  }
}
