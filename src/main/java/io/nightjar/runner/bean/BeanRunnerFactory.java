package io.nightjar.runner.bean;

import io.nightjar.job.Job;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/**
 * Jobs that are Spring beans. A bean is looked up only when it is run: one that cannot be created must fail that run
 * and not the start of Nightjar.
 */
@Component
final class BeanRunnerFactory implements RunnerFactory {

  private final BeanFactory beans;

  BeanRunnerFactory(BeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public String key() {
    return BeanTarget.KIND;
  }

  @Override
  public Runner runnerFor(Job job) {
    return BeanRunner.of(job, beans);
  }
}
