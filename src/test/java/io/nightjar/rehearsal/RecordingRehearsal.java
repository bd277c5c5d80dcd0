package io.nightjar.rehearsal;

import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.RehearsalContext;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal that writes down what its runner has looked at. */
public final class RecordingRehearsal implements RehearsalContext {

  public final List<String> checked = new ArrayList<>();
  private final ClassLoadCheck classes = new ClassLoadCheck();
  private final Job job;
  private final boolean probe;

  private RecordingRehearsal(JobTarget work, boolean probe) {
    this.job = RecordingRunContext.aJob(work, null);
    this.probe = probe;
  }

  public static RecordingRehearsal of(JobTarget work) {
    return new RecordingRehearsal(work, false);
  }

  /** One that may call. */
  public static RecordingRehearsal probing(JobTarget work) {
    return new RecordingRehearsal(work, true);
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public boolean probe() {
    return probe;
  }

  @Override
  public void requireClasses(Class<?> root) throws CannotStartException {
    classes.require(root);
  }

  @Override
  public void checked(String what) {
    checked.add(what);
  }
}
