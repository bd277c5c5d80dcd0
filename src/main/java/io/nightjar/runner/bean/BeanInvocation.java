package io.nightjar.runner.bean;

import io.nightjar.api.JobHandler;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RunContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How a bean is called. A bean needs no type of Nightjar: a Runnable or a Callable is enough. */
@FunctionalInterface
interface BeanInvocation {

  /** Does the work and returns its output, null for none. */
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
