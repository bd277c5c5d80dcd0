package io.nightjar.runner.bean;

import io.nightjar.job.Job;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/**
 * Jobs that are Spring beans. A bean is looked up by its run and not before: one that cannot be made must fail that
 * run, not the start of the service.
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
