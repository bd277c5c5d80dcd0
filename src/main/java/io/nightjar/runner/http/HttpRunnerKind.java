package io.nightjar.runner.http;

import io.nightjar.job.Job;
import io.nightjar.job.Section;
import io.nightjar.job.Work;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerKind;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Jobs that are started and followed over HTTP. It loads the classes that do so only when a run needs them: one that
 * is missing from the jar must fail that run, not the start of the service.
 */
@Component
final class HttpRunnerKind implements RunnerKind {

  private final Clock clock;
  private final String baseUrl;

  HttpRunnerKind(Clock clock, @Value("${nightjar.base-url:}") String baseUrl) {
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  @Override
  public String key() {
    return HttpWork.KIND;
  }

  @Override
  public Work read(Section section) {
    HttpWork work = new HttpReader(section).read(section.bind(HttpSettings.class));
    if (work.completion() == Completion.CALLBACK) {
      CallbackCheck.of(section, work, baseUrl);
    }
    return work;
  }

  @Override
  public Runner runnerFor(Job job) {
    return HttpRunner.of(job, baseUrl, clock);
  }
}
