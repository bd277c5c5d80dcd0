package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose service has accepted it and will call back. */
class CallbackRunTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant NOW = OCCURRENCE.plusMillis(12);

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
  private Database database;
  private SchedulerProcess process;

  private record CalledBack() implements JobTarget {
    @Override
    public String kind() {
      return ScriptedRunnerFactory.KEY;
    }

    @Override
    public boolean isEndedByOthers() {
      return true;
    }
  }

  @BeforeEach
  void start() {
    database = Databases.H2.create();
    Job job = aJob("job", "0 5 0 * * *");
    process = SchedulerProcess.idle(
        database,
        kind,
        new Job(
            job.name(),
            "",
            job.schedule(),
            job.expectations(),
            job.catchUpWithin(),
            job.overlap(),
            job.dependencies(),
            job.contact(),
            new CalledBack(),
            null));
  }

  @AfterEach
  void stop() {
    process.close();
    database.close();
  }

  @Test
  void it_is_left_to_its_call_back_whatever_becomes_of_the_instance() {
    kind.whenRun("job", context -> {
      context.started();
      return RunnerResult.leftRunning();
    });

    process.get(Launcher.class).fireScheduled("job", OCCURRENCE, NOW);

    Run run = process.runs("job").get(0);
    assertThat(run.awaitsCallback()).isTrue();
    assertThat(process.ledger().unfinishedOf(process.instance())).isEmpty();
  }

  @Test
  void one_that_was_cancelled_while_the_service_was_asked_ends() {
    kind.whenRun("job", context -> {
      process.get(RunOwnership.class).requestCancel(context.run().id(), "otto");
      context.started();
      return RunnerResult.leftRunning();
    });

    process.get(Launcher.class).fireScheduled("job", OCCURRENCE, NOW);

    assertThat(process.runs("job").get(0).outcome()).isEqualTo(Outcome.CANCELLED);
  }
}
