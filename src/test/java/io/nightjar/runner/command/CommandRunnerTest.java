package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.MissingClassLoader;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.RunnerFactory;
import io.nightjar.runner.YamlTargetSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommandRunnerTest extends CommandScripts {

  @Test
  void a_command_that_exits_0_has_succeeded() {
    RecordingRunContext context = context("echo copied 7 files; echo and warned >&2");

    RunResult finish = run(context);

    assertThat(finish)
        .isEqualTo(new RunResult(Outcome.SUCCEEDED, null, "copied 7 files\nand warned", 0));
    assertThat(context.hasStarted()).isTrue();
  }

  @Test
  void a_command_that_exits_3_has_failed_and_says_what_it_said_last() {
    RunResult finish = run(context("echo copying; echo no space left on device; echo; exit 3"));

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause()).isEqualTo("exit status 3: no space left on device");
    assertThat(finish.exitStatus()).isEqualTo(3);
    assertThat(finish.excerpt()).isEqualTo("copying\nno space left on device");
  }

  @Test
  void a_command_that_a_signal_ended_has_failed() {
    assertThat(run(context("kill -9 $$")).cause()).isEqualTo("exit status 137 (signal 9)");
  }

  @Test
  void a_program_that_is_not_there_has_not_started() {
    RecordingRunContext context = RecordingRunContext.of(
        new CommandTarget(List.of("/no/such/program"), null, Map.of(), false));

    RunResult finish = run(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause())
        .contains("could not start the command", "/no/such/program", "No such file");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_file_that_is_no_program_has_not_started() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "no program");
    RecordingRunContext context =
        RecordingRunContext.of(new CommandTarget(List.of(file.toString()), null, Map.of(), false));

    assertThat(run(context).cause()).contains("could not start the command", "ermission denied");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    RecordingRunContext context = RecordingRunContext.of(
        new CommandTarget(List.of("true"), "/no/such/place", Map.of(), false));

    assertThat(run(context).cause())
        .isEqualTo("could not start the command: its directory /no/such/place does not exist");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void it_runs_in_its_directory_without_a_shell_reading_its_arguments() throws IOException {
    CommandTarget work = new CommandTarget(
        List.of("/bin/sh", "-c", "pwd; printf '%s\\n' \"$@\"", "sh", "$HOME; *", ""),
        directory.toString(),
        Map.of(),
        false);

    assertThat(run(RecordingRunContext.of(work)).excerpt())
        .isEqualTo(directory.toRealPath() + "\n$HOME; *");
  }

  @Test
  void of_much_output_the_end_is_kept() {
    RunResult finish =
        run(context("head -c 20000000 /dev/zero | tr '\\0' x; printf '\\377'; echo the end 🦉"));

    assertThat(finish.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(finish.excerpt()).hasSize(2_000).endsWith("xxx\uFFFDthe end 🦉");
  }

  @Test
  void what_is_configured_for_its_environment_is_taken_out_of_what_it_prints() {
    CommandTarget work = new CommandTarget(
        List.of(
            "/bin/sh", "-c", "echo \"$PEM\"; echo $MODE; echo login with $TOKEN failed; exit 1"),
        null,
        Map.of("TOKEN", "hunter22", "MODE", "dry", "PEM", "first line\nsecond line"),
        false);

    RunResult finish = run(RecordingRunContext.of(work));

    assertThat(finish.cause()).isEqualTo("exit status 1: login with *** failed");
    assertThat(finish.excerpt()).isEqualTo("***\ndry\nlogin with *** failed");
  }

  @Test
  void nothing_can_be_read_from_standard_input() {
    assertThat(run(context("cat; echo done")).excerpt()).isEqualTo("done");
  }

  @Test
  void a_child_that_is_left_behind_does_not_keep_the_run_open() {
    RecordingRunContext context = context("sleep 300 & echo $!; exit 0");

    RunResult finish = run(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.SUCCEEDED);
    ProcessHandle.of(Long.parseLong(finish.excerpt())).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void a_child_that_is_left_behind_and_says_nothing_keeps_neither_a_thread_nor_a_pipe() {
    RecordingRunContext context = context("sleep 300 & echo $!; exit 0");
    Set<Thread> ofOthers = outputThreads();

    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(run(context).excerpt())).orElseThrow();

    try {
      assertThat(child.isAlive()).isTrue();
      await().until(() -> ofOthers.containsAll(outputThreads()));
      assertThat(pipesSharedWith(child.pid())).isZero();
    } finally {
      child.destroyForcibly();
    }
  }

  private static Set<Thread> outputThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("output-"))
        .collect(Collectors.toSet());
  }

  /** How many pipes of another process this one holds an end of. */
  private static long pipesSharedWith(long other) {
    Set<String> theirs = pipesOf(String.valueOf(other));
    assertThat(theirs).isNotEmpty();
    return pipesOf("self").stream().filter(theirs::contains).count();
  }

  private static Set<String> pipesOf(String process) {
    try (var open = Files.list(Path.of("/proc", process, "fd"))) {
      return open.map(CommandRunnerTest::target)
          .filter(name -> name.startsWith("pipe:"))
          .collect(Collectors.toSet());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  @Test
  void a_child_that_is_left_behind_and_writes_without_end_is_not_listened_to() throws IOException {
    RecordingRunContext context = context("yes & " + writing("$!") + "; exit 0");

    assertThat(run(context).outcome()).isEqualTo(Outcome.SUCCEEDED);

    // The pipe that it writes to is closed, which ends it.
    await().until(() -> !isAlive(pid()));
  }

  @Test
  void the_process_is_known_before_it_counts_as_started() {
    RecordingRunContext context = context("echo $$");
    context.whenStarted = () -> assertThat(context.processes).hasSize(1);

    RunResult finish = run(context);

    assertThat(context.processes).containsExactly(Long.parseLong(finish.excerpt()));
  }

  @Test
  void a_runner_that_is_missing_from_the_jar_fails_its_runs_and_nothing_else() throws Exception {
    Class<?> loaded =
        new MissingClassLoader(CommandRunner.class).loadClass(CommandRunnerFactory.class.getName());
    assertThat(loaded.getDeclaredMethods()).isNotEmpty();
    assertThat(loaded.getDeclaredFields()).isNotEmpty();
    var constructor = loaded.getDeclaredConstructor(Clock.class, ThisInstance.class);
    constructor.setAccessible(true);
    RunnerFactory kind = (RunnerFactory) constructor.newInstance(clock, new ThisInstance());

    var job = RecordingRunContext.aJob(
        new CommandTargetType().read(YamlTargetSection.of("command", "command: {run: [\"true\"]}")),
        null);

    assertThatThrownBy(() -> kind.runnerFor(job)).isInstanceOf(NoClassDefFoundError.class);
  }
}
