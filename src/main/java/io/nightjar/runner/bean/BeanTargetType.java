package io.nightjar.runner.bean;

import io.nightjar.job.JobTarget;
import io.nightjar.job.TargetSection;
import io.nightjar.job.TargetType;
import org.springframework.stereotype.Component;

/** Jobs that are Spring beans: {@code bean: nightlyReport}. */
@Component
final class BeanTargetType implements TargetType {

  @Override
  public String key() {
    return BeanTarget.KIND;
  }

  @Override
  public JobTarget read(TargetSection section) {
    String name = section.bind(BeanProperties.class).name();
    if (name == null || name.isBlank()) {
      section.problem(
          "",
          "",
          "names no bean",
          "write the name of a Spring bean that is a Runnable or a Callable");
      return new BeanTarget("never-used");
    }
    return new BeanTarget(name);
  }
}
