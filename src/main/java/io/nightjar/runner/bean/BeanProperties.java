package io.nightjar.runner.bean;

import org.jspecify.annotations.Nullable;

/** The section {@code bean} of a job as it is written: {@code bean: name} or {@code bean: {name: name}}. */
record BeanProperties(@Nullable String name) {

  /** Spring's conversion finds this for {@code bean: name}. */
  public static BeanProperties of(String name) {
    return new BeanProperties(name);
  }
}
