package io.nightjar.runner.bean;

import io.nightjar.api.JobHandler;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RunContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What is called of a bean. Any bean that can be run is a job; it needs to know nothing of Nightjar. */
@FunctionalInterface
interface BeanInvocation {

  /** Does the work. Returns what is kept as its output, null for nothing. */
  @Nullable
  Object run(RunContext context) throws Exception;

  static BeanInvocation of(String name, Object bean) throws CannotStartException {
    if (bean instanceof JobHandler body) {
      return context -> {
        body.run(context);
        return null;
      };
    }
    if (bean instanceof Callable<?> callable) {
      return context -> callable.call();
    }
    if (bean instanceof Runnable runnable) {
      return context -> {
        runnable.run();
        return null;
      };
    }
    throw new CannotStartException("bean " + name + " of " + bean.getClass().getName()
        + " cannot be run: make it a Runnable or a Callable");
  }
}
