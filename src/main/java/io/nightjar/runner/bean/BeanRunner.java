package io.nightjar.runner.bean;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.text.FailureCause;
import io.nightjar.runner.text.RunWording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;

/** Runs a bean on the calling thread. Throws when the bean cannot be created: the run has then not started. */
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
    return new BeanRunner(((BeanTarget) Objects.requireNonNull(job.work())).name(), beans);
  }

  @Override
  public RunnerResult run(RunContext context) throws CannotStartException {
    BeanInvocation body = BeanInvocation.of(name, beans.getBean(name));
    context.started();
    return RunnerResult.finished(outcomeOf(body, context));
  }

  /** Creates the bean, and loads the classes that its class refers to. */
  @Override
  public void rehearse(RehearsalContext context) throws CannotStartException {
    Object bean = beans.getBean(name);
    BeanInvocation.of(name, bean);
    Class<?> type = AopUtils.getTargetClass(bean);
    context.requireClasses(type);
    context.checked("bean " + name + " of " + type.getName());
  }

  private RunResult outcomeOf(BeanInvocation body, RunContext context) {
    String output;
    try {
      output = text(body.run(context));
    } catch (InterruptedException stopped) {
      return ended(context, "interrupted");
    } catch (Throwable failure) {
      log.warn("bean {} of job {} failed", name, context.job().name(), failure);
      return RunResult.failed(FailureCause.of(failure), trace(failure));
    }
    // A job that returned after it was asked to stop has most likely not done all its work, so it
    // is no success.
    return context.cancelled()
        ? ended(context, "returned after it was asked to stop")
        : RunResult.succeeded(output);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : RunWording.excerpt(String.valueOf(value));
  }

  /** The beginning of the stack trace. */
  private static @Nullable String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String trace = text.toString();
    return RunWording.excerpt(trace.substring(0, Math.min(trace.length(), TRACE)));
  }

  private static RunResult ended(RunContext context, String how) {
    boolean byPerson = context.cancelled() && !context.stopping();
    return byPerson
        ? new RunResult(Outcome.CANCELLED, "cancelled: the bean " + how, null, null)
        : new RunResult(Outcome.INTERRUPTED, "Nightjar stopped: the bean " + how, null, null);
  }
}
