package io.nightjar.runner.bean;

import io.nightjar.job.Job;
import io.nightjar.job.Section;
import io.nightjar.job.Work;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerKind;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/**
 * Jobs that are Spring beans. A bean is looked up by its run and not before: one that cannot be made must fail that
 * run, not the start of the service.
 */
@Component
final class BeanRunnerKind implements RunnerKind {

  private final BeanFactory beans;

  BeanRunnerKind(BeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public String key() {
    return BeanWork.KIND;
  }

  @Override
  public Work read(Section section) {
    String name = section.bind(BeanSettings.class).name();
    if (name == null || name.isBlank()) {
      section.problem(
          "",
          "",
          "names no bean",
          "write the name of a Spring bean that is a Runnable or a Callable");
      return new BeanWork("never-used");
    }
    return new BeanWork(name);
  }

  @Override
  public Runner runnerFor(Job job) {
    return BeanRunner.of(job, beans);
  }
}
