package io.nightjar.runner.bean;

import io.nightjar.job.JobTarget;

/**
 * A job that is a Spring bean.
 *
 * @param name of the bean: a {@code Runnable}, a {@code Callable}, or a {@link io.nightjar.api.JobHandler}
 */
record BeanTarget(String name) implements JobTarget {

  static final String KIND = "bean";

  @Override
  public String kind() {
    return KIND;
  }
}
