package io.nightjar.runner.http;

import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.http.call.CallAbandonedException;
import io.nightjar.runner.http.call.CallFailedException;
import io.nightjar.runner.http.call.HttpAnswer;
import io.nightjar.runner.http.call.HttpCall;
import io.nightjar.runner.http.call.HttpCalls;
import io.nightjar.runner.http.call.HttpSecrets;
import io.nightjar.runner.http.poll.PollResult;
import io.nightjar.runner.http.poll.StatusRequest;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.RequestSpec;
import io.nightjar.runner.text.RunWording;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks whether a service could be asked to do the job, without asking it. Only a probe sends requests, and only ones
 * that change nothing there. It never sends HEAD, which a service may handle like the GET that starts the job.
 */
final class HttpRehearsal {

  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
  private static final String PLACEHOLDER = "${";

  /** Schemes that stand alone when the credential is missing, as in {@code "Bearer ${TOKEN:}"}. */
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "digest", "token", "apikey", "negotiate");

  private static final int NOT_IMPLEMENTED = 501;

  private final HttpTarget work;
  private final HttpCalls calls;
  private final HttpSecrets secrets;

  HttpRehearsal(HttpTarget work, HttpCalls calls, HttpSecrets secrets) {
    this.work = work;
    this.calls = calls;
    this.secrets = secrets;
  }

  void rehearse(RehearsalContext context)
      throws CannotStartException, CallAbandonedException, InterruptedException {
    check("http.request", work.request(), context);
    if (work.body().contains(PLACEHOLDER)) {
      throw unfilled("http.request.body");
    }
    if (work.poll() != null) {
      check("http.poll", work.poll().target(), context);
    }
    if (context.probe()) {
      probe(context);
    }
  }

  private static void check(String key, RequestSpec target, RehearsalContext context)
      throws CannotStartException {
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      String value = header.getValue().strip();
      String name = key + ".headers." + header.getKey();
      if (value.contains(PLACEHOLDER)) {
        throw unfilled(name);
      }
      if (value.isEmpty() || SCHEMES.contains(value.toLowerCase(Locale.ROOT))) {
        throw new CannotStartException(
            name + " contains no credential: set the variable that it is taken from");
      }
    }
    resolve(target);
    context.checked(target.url().getHost() + " resolves");
  }

  private static CannotStartException unfilled(String key) {
    return new CannotStartException(
        key + " contains an unresolved placeholder: set the variable that it names");
  }

  private static void resolve(RequestSpec target) throws CannotStartException {
    try {
      InetAddress.getByName(target.url().getHost());
    } catch (UnknownHostException e) {
      throw new CannotStartException(target + ": unknown host " + target.url().getHost());
    }
  }

  private void probe(RehearsalContext context)
      throws CannotStartException, CallAbandonedException, InterruptedException {
    RequestSpec configured = work.probe();
    if (configured == null) {
      RequestSpec request = work.request();
      reach(
          new RequestSpec("OPTIONS", request.url(), request.headers(), PROBE_TIMEOUT),
          false,
          context);
    } else {
      check("http.probe", configured, context);
      reach(configured, true, context);
    }
    if (work.poll() != null) {
      PollResult result = new StatusRequest(work.poll(), calls, secrets).send(waited -> true);
      if (!result.isReadable()) {
        throw new CannotStartException(work.poll().target() + ": " + result.problem());
      }
      context.checked(work.poll().target() + " answers"
          + (result.problem() == null ? "" : ", but " + result.problem()));
    }
  }

  /** To an OPTIONS request any answer of the service is enough: many services do not support it. */
  private void reach(RequestSpec target, boolean mustSucceed, RehearsalContext context)
      throws CannotStartException, CallAbandonedException, InterruptedException {
    HttpAnswer answer;
    try {
      answer = calls.send(new HttpCall(target, ""), waited -> true);
    } catch (CallFailedException failure) {
      throw new CannotStartException(target + ": " + failure.getMessage());
    }
    String said = target + " answered " + answer.statusInWords();
    boolean fine = mustSucceed
        ? answer.isSuccess() || answer.isRedirect()
        : answer.status() < 500 || answer.status() == NOT_IMPLEMENTED;
    if (!fine) {
      String body = RunWording.oneLine(secrets.redact(answer.head()), 200);
      throw new CannotStartException(said + (body.isEmpty() ? "" : ": " + body));
    }
    context.checked(said);
  }
}
