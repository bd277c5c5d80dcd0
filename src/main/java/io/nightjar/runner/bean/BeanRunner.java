package io.nightjar.runner.bean;

import io.nightjar.job.Job;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.Cause;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.RunResult;
import io.nightjar.runner.Runner;
import io.nightjar.runner.Wording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;

/** Runs a bean on the calling thread. Whatever keeps the bean from being made is thrown: the run has not started. */
final class BeanRunner implements Runner {

  private static final Logger log = LoggerFactory.getLogger(BeanRunner.class);
  private static final int TRACE = 2_000;

  private final String name;
  private final BeanFactory beans;

  BeanRunner(String name, BeanFactory beans) {
    this.name = name;
    this.beans = beans;
  }

  static BeanRunner of(Job job, BeanFactory beans) {
    return new BeanRunner(((BeanWork) Objects.requireNonNull(job.work())).name(), beans);
  }

  @Override
  public RunResult run(RunContext context) throws CannotStartException {
    BeanBody body = BeanBody.of(name, beans.getBean(name));
    context.started();
    return RunResult.finished(outcomeOf(body, context));
  }

  /** Makes the bean, and loads what its class refers to. */
  @Override
  public void rehearse(RehearsalContext context) throws CannotStartException {
    Object bean = beans.getBean(name);
    BeanBody.of(name, bean);
    Class<?> type = AopUtils.getTargetClass(bean);
    context.requireClasses(type);
    context.checked("bean " + name + " of " + type.getName());
  }

  private Finish outcomeOf(BeanBody body, RunContext context) {
    String output;
    try {
      output = text(body.run(context));
    } catch (InterruptedException stopped) {
      return ended(context, "interrupted");
    } catch (Throwable failure) {
      log.warn("bean {} of job {} failed", name, context.job().name(), failure);
      return Finish.failed(Cause.of(failure), trace(failure));
    }
    // A body that was asked to stop and returned has most likely left work undone: that is no
    // success.
    return context.cancelled()
        ? ended(context, "returned after it was asked to stop")
        : Finish.succeeded(output);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Wording.excerpt(String.valueOf(value));
  }

  /** The beginning of the stack trace. */
  private static @Nullable String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String trace = text.toString();
    return Wording.excerpt(trace.substring(0, Math.min(trace.length(), TRACE)));
  }

  private static Finish ended(RunContext context, String how) {
    boolean byPerson = context.cancelled() && !context.stopping();
    return byPerson
        ? new Finish(Outcome.CANCELLED, "cancelled: the bean " + how, null, null)
        : new Finish(Outcome.INTERRUPTED, "Nightjar stopped: the bean " + how, null, null);
  }
}
