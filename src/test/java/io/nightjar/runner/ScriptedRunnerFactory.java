package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.RunResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A kind of runner whose runners do what a test has told them to; without instructions they succeed. */
public final class ScriptedRunnerFactory implements RunnerFactory {

  static final String KEY = "scripted";

  private final Map<String, Function<Job, Runner>> scripts = new ConcurrentHashMap<>();

  /** What the runner of a job does with a run. */
  @FunctionalInterface
  public interface Work {
    RunnerResult run(RunContext context) throws Exception;
  }

  /** What the runner of a job does in a rehearsal. */
  @FunctionalInterface
  public interface Test {
    void rehearse(RehearsalContext context) throws Exception;
  }

  private record Scripted(Work work, Test test) implements Runner {
    @Override
    public RunnerResult run(RunContext context) throws Exception {
      return work.run(context);
    }

    @Override
    public void rehearse(RehearsalContext context) throws Exception {
      test.rehearse(context);
    }
  }

  /** What the runner of a job does. */
  public void whenRun(String job, Work work) {
    whenRun(job, new Scripted(work, context -> {}));
  }

  public void whenRun(String job, Runner runner) {
    scripts.put(job, any -> runner);
  }

  /** What the runner of a job does in a rehearsal. Its runs fail: there must be none. */
  public void whenRehearsed(String job, Test test) {
    whenRun(
        job,
        new Scripted(
            context -> {
              throw new AssertionError("it was run");
            },
            test));
  }

  /** What happens when the runner of a job is made. */
  public void whenMade(String job, Function<Job, Runner> factory) {
    scripts.put(job, factory);
  }

  /** All runners succeed again. */
  public void forget() {
    scripts.clear();
  }

  @Override
  public Runner runnerFor(Job job) {
    return scripts
        .getOrDefault(
            job.name(), any -> new Scripted(ScriptedRunnerFactory::succeed, context -> {}))
        .apply(job);
  }

  private static RunnerResult succeed(RunContext context) {
    context.started();
    return RunnerResult.finished(RunResult.succeeded(null));
  }

  @Override
  public String key() {
    return KEY;
  }
}
