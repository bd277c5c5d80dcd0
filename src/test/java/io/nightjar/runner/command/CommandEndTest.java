package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command that is ended before its time: overdue, cancelled, or because the process stops. */
@Timeout(20)
class CommandEndTest extends CommandScripts {

  @Test
  void an_overdue_command_goes_on_unless_it_is_to_be_killed() {
    RecordingRunContext context = context("sleep 0.4; echo late");
    clock.set(context.finishDeadline().plusSeconds(1));

    assertThat(run(context).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void kill_when_overdue_ends_the_command_with_its_children() {
    RecordingRunContext context = RecordingRunContext.of(shell(childIn("$!"), true));
    context.whenStarted = () -> oncePidIsWritten(() -> clock.advance(Duration.ofMinutes(121)));

    RunResult finish = run(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause()).isEqualTo("killed after 2h1m because of kill-when-overdue");
    assertThat(finish.exitStatus()).isEqualTo(143);
    await().until(() -> !isAlive(pid()));
  }

  @Test
  void what_does_not_obey_is_killed_after_a_grace() {
    RecordingRunContext context = RecordingRunContext.of(
        shell("trap '' TERM; " + writing("$$") + "; while :; do sleep 0.1; done", true));
    context.whenStarted = () -> oncePidIsWritten(() -> clock.advance(Duration.ofHours(3)));

    RunResult finish = run(context);

    assertThat(finish.exitStatus()).isEqualTo(137);
    assertThat(isAlive(pid())).isFalse();
  }

  @Test
  void a_cancelled_command_is_killed_with_its_children() {
    RecordingRunContext context = context(childIn("$!"));
    context.whenStarted = () -> oncePidIsWritten(() -> context.cancelled = true);

    RunResult finish = run(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(finish.cause()).isEqualTo("killed because the run was cancelled");
    await().until(() -> !isAlive(pid()));
  }

  @Test
  void while_the_process_stops_the_command_is_waited_for() {
    RecordingRunContext context = context("sleep 0.4; echo done");
    context.stopping = true;

    assertThat(run(context).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void one_that_cannot_be_waited_for_while_the_process_stops_is_interrupted() {
    RecordingRunContext context = context("sleep 300");
    context.stopping = true;
    context.cancelled = true;

    assertThat(run(context).outcome()).isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void an_interruption_kills_the_command_and_its_children() throws Exception {
    RecordingRunContext context = context(childIn("$!"));
    AtomicReference<RunResult> finish = new AtomicReference<>();
    Thread runner = new Thread(() -> finish.set(run(context)));

    runner.start();
    await().until(() -> !pid().isEmpty());
    runner.interrupt();
    runner.join();

    assertThat(finish.get().outcome()).isEqualTo(Outcome.INTERRUPTED);
    await().until(() -> !isAlive(pid()));
  }

  @Test
  void a_run_that_cannot_be_recorded_leaves_no_process_behind() {
    Path alive = directory.resolve("alive");
    RecordingRunContext context = context("sleep 1; touch " + alive);
    context.whenStarted = () -> {
      throw new IllegalStateException("no database");
    };

    assertThatThrownBy(() -> run(context)).hasMessage("no database");
    await()
        .during(Duration.ofMillis(1_300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> Files.notExists(alive));
  }
}
