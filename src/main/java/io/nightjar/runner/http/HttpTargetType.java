package io.nightjar.runner.http;

import io.nightjar.job.JobTarget;
import io.nightjar.job.TargetSection;
import io.nightjar.job.TargetType;
import io.nightjar.runner.http.target.CallbackCheck;
import io.nightjar.runner.http.target.CompletionMode;
import io.nightjar.runner.http.target.HttpProperties;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.HttpTargetReader;
import org.springframework.stereotype.Component;

/** Jobs that a service does: {@code http: {request: {url: ...}}}. */
@Component
public final class HttpTargetType implements TargetType {

  @Override
  public String key() {
    return HttpTarget.KIND;
  }

  @Override
  public JobTarget read(TargetSection section) {
    HttpTarget work = new HttpTargetReader(section).read(section.bind(HttpProperties.class));
    if (work.completion() == CompletionMode.CALLBACK) {
      CallbackCheck.check(section, work);
    }
    return work;
  }
}
