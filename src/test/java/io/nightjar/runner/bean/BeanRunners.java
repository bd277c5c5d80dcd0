package io.nightjar.runner.bean;

import io.nightjar.runner.Runner;
import org.springframework.beans.factory.BeanFactory;

/** The real runner of a bean, for tests of other rooms. */
public final class BeanRunners {

  private BeanRunners() {}

  public static Runner of(String bean, BeanFactory beans) {
    return new BeanRunner(bean, beans);
  }
}
