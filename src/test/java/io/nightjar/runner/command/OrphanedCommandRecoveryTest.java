package io.nightjar.runner.command;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.HostProcess;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command does not outlive its Nightjar: not a stop, and not a crash once Nightjar is there again. */
class OrphanedCommandRecoveryTest extends DatabaseFixture {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final UUID GONE = UUID.randomUUID();

  @TempDir
  Path folder;

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
  private final ThisInstance here = new ThisInstance();
  private SchedulerProcess reader;

  @BeforeEach
  void read() {
    reader = SchedulerProcess.idle(database, new ScriptedRunnerFactory());
  }

  @AfterEach
  void end() {
    reader.close();
  }

  @Test
  @Provokes(Fault.Q24)
  void a_command_that_ignores_the_signal_is_gone_within_the_budget_of_a_stop() {
    CommandTarget work =
        shell("trap '' TERM; echo $$ > pid.new; mv pid.new pid; while :; do sleep 0.1; done");
    kind.whenRun(
        "job", context -> new CommandRunner(work, Clock.systemUTC(), "host-1").run(context));
    SchedulerProcess process = SchedulerProcess.start(
        database, kind, Map.of("nightjar.scheduler.stop-within", "3s"), aJob("job", "* * * * * *"));
    await().until(() -> Files.exists(folder.resolve("pid")));
    ProcessHandle command = ProcessHandle.of(pid()).orElseThrow();
    Instant stopped = Instant.now();

    process.close();

    assertThat(command.isAlive()).isFalse();
    assertThat(begunRun().outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(begunRun().finish().cause())
        .isEqualTo("killed because Nightjar stopped before it had finished");
    assertThat(begunRun().finish().exitStatus()).isEqualTo(137);
    FaultBook.room(Fault.Q24)
        .said(
            "a command that ignores SIGTERM is gone at the end of a stop, and recorded as killed",
            stopped,
            begunRun().finishedAt(),
            Duration.ofSeconds(3));
  }

  @Test
  @Provokes(Fault.Q24)
  void a_command_that_lived_on_after_a_crash_is_ended_by_the_next_start_on_its_host()
      throws Exception {
    Process left = new ProcessBuilder("sleep", "300").start();
    Run run = runOf(here.host(), left.toHandle().info().startInstant().orElseThrow(), left.pid());

    recover();

    assertThat(left.isAlive()).isFalse();
    assertThat(ended(run).outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(ended(run).finish().cause())
        .startsWith("Nightjar on " + here.host() + " died while it ran. Its process " + left.pid()
            + " was still running and was ended when Nightjar came back");
    FaultBook.room(Fault.Q24)
        .so(
            "a command that survived kill -9 is ended at the next start on its host, and the message says so");
  }

  @Test
  void what_was_told_as_lost_meanwhile_is_ended_as_well_and_is_looked_for_once() throws Exception {
    Process left = new ProcessBuilder("sleep", "300").start();
    Run run = runOf(here.host(), left.toHandle().info().startInstant().orElseThrow(), left.pid());
    reader.ledger().finish(run.id(), lost(), Instant.now(), "watchdog");

    recover();

    assertThat(left.isAlive()).isFalse();
    assertThat(ended(run).outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(reader.get(HostProcessRepository.class).of(run.id())).isEmpty();
  }

  @Test
  void a_process_that_has_only_the_same_number_is_left_alone_and_said() throws Exception {
    Process other = new ProcessBuilder("sleep", "300").start();
    Run run = runOf(here.host(), Instant.now().minusSeconds(3_600), other.pid());

    try {
      recover();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }

    assertThat(ended(run).outcome()).isEqualTo(Outcome.LOST);
    assertThat(ended(run).finish().cause())
        .contains("Process " + other.pid() + " may still be running on " + here.host()
            + ". First check " + here.host());
  }

  @Test
  void one_that_is_gone_is_said_to_be_gone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Run run = runOf(here.host(), Instant.now(), gone.pid());

    recover();

    assertThat(ended(run).outcome()).isEqualTo(Outcome.LOST);
    assertThat(ended(run).finish().cause())
        .contains("Its process " + gone.pid() + " is gone", "check its result");
  }

  @Test
  void those_of_another_host_and_of_a_living_instance_are_nobodys_here() {
    HostProcessRepository processes = reader.get(HostProcessRepository.class);
    runOf("another-host", Instant.now(), 4711);
    assertThat(processes.leftOn(here.host())).isEmpty();

    update("UPDATE instance SET name = '" + here.host() + "', lost_at = NULL");
    assertThat(processes.leftOn(here.host())).isEmpty();

    update("UPDATE instance SET stopped_at = CURRENT_TIMESTAMP");
    assertThat(processes.leftOn(here.host())).extracting(HostProcess::id).containsExactly(4711L);
  }

  private void recover() {
    new OrphanedCommandRecovery(reader.get(HostProcessRepository.class), reader.ledger(), here)
        .step(Instant.now());
  }

  private static io.nightjar.ledger.run.RunResult lost() {
    return new io.nightjar.ledger.run.RunResult(Outcome.LOST, "died while it ran", null, null);
  }

  /** A run of an instance that has died, with its process. */
  private Run runOf(String host, Instant startedAt, long process) {
    InstanceRepository instances = reader.get(InstanceRepository.class);
    Instance gone =
        new Instance(GONE, host, "1.0.0", true, false, OCCURRENCE, 0, OCCURRENCE, null, null);
    instances.register(gone);
    instances.lose(gone, Instant.now());
    Run run = reader
        .ledger()
        .fire("job", OCCURRENCE, RunTrigger.SCHEDULE, GONE, OCCURRENCE)
        .orElseThrow();
    reader
        .get(HostProcessRepository.class)
        .record(new HostProcess(run.id(), process, startedAt.truncatedTo(ChronoUnit.MICROS)));
    return run;
  }

  private Run ended(Run run) {
    return reader.ledger().find(run.id()).orElseThrow();
  }

  private Run begunRun() {
    return reader.runs("job").stream()
        .filter(run -> run.startedAt() != null)
        .findFirst()
        .flatMap(run -> reader.ledger().find(run.id()))
        .orElseThrow();
  }

  private CommandTarget shell(String script) {
    return new CommandTarget(List.of("/bin/sh", "-c", script), folder.toString(), Map.of(), false);
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
