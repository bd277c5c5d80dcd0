package io.nightjar.runner.bean;

import io.nightjar.job.Work;

/**
 * A job that is a Spring bean.
 *
 * @param name of the bean: a {@code Runnable}, a {@code Callable}, or a {@link io.nightjar.runner.JobBody}
 */
record BeanWork(String name) implements Work {

  static final String KIND = "bean";

  @Override
  public String kind() {
    return KIND;
  }
}
