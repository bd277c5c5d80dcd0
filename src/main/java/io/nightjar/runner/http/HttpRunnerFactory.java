package io.nightjar.runner.http;

import io.nightjar.job.Job;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerFactory;
import io.nightjar.runner.http.target.HttpTarget;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Jobs that are started and followed over HTTP. Loads the classes that do so only when a run needs them: a class that
 * is missing from the jar must fail that run and not the start of Nightjar.
 */
@Component
public final class HttpRunnerFactory implements RunnerFactory {

  private final Clock clock;
  private final String baseUrl;

  HttpRunnerFactory(Clock clock, @Value("${nightjar.base-url:}") String baseUrl) {
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  @Override
  public String key() {
    return HttpTarget.KIND;
  }

  @Override
  public Runner runnerFor(Job job) {
    return HttpRunner.of(job, baseUrl, clock);
  }
}
