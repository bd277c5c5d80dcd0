package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nightjar.SettableClock;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen gone, and what only ought to be. */
class ProcessTreeTest {

  /** A process as of another user: alive, not to be ended, and its command is not to be seen. */
  private static ProcessHandle ofAnotherUser() {
    ProcessHandle handle = mock();
    ProcessHandle.Info info = mock();
    when(info.command()).thenReturn(java.util.Optional.empty());
    when(handle.info()).thenReturn(info);
    when(handle.isAlive()).thenReturn(true);
    when(handle.pid()).thenReturn(ProcessHandle.current().pid());
    when(handle.descendants()).thenAnswer(call -> Stream.empty());
    return handle;
  }

  @Test
  void a_process_of_another_user_is_no_zombie() {
    ProcessHandle other = ofAnotherUser();

    assertThat(new ProcessTree(other).end(Duration.ofMillis(60))).containsExactly(other.pid());
  }

  @Test
  void a_zombie_is_gone() throws Exception {
    // The shell that is waited for by nobody yet stays a zombie: its parent never collects it.
    Process parent =
        new ProcessBuilder("/bin/sh", "-c", "sh -c 'echo $$' & exec sleep 300").start();
    try (var output = parent.inputReader()) {
      long child = Long.parseLong(output.readLine());
      ProcessHandle zombie = ProcessHandle.of(child).orElseThrow();
      org.awaitility.Awaitility.await().until(() -> !ProcessTree.isRunning(zombie));

      assertThat(zombie.isAlive()).isTrue();
      assertThat(new ProcessTree(zombie).end(Duration.ofSeconds(5))).isEmpty();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void what_is_not_seen_gone_is_not_said_to_be_killed() throws Exception {
    ProcessHandle other = ofAnotherUser();
    Process process = mock();
    when(process.toHandle()).thenReturn(other);
    when(process.getInputStream()).thenReturn(new ByteArrayInputStream(new byte[0]));
    when(process.waitFor(org.mockito.ArgumentMatchers.anyLong(), any())).thenReturn(false);
    when(process.isAlive()).thenReturn(true);
    CommandTarget work = new CommandTarget(List.of("sudo"), null, Map.of(), false);
    RecordingRunContext context = RecordingRunContext.of(work);
    context.cancelled = true;

    RunResult finish = new ProcessWaiter(
            work, context, process, new SettableClock(RecordingRunContext.OCCURRENCE), "host-1")
        .awaitEnd();

    assertThat(finish.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(finish.cause())
        .isEqualTo(
            "told to end because the run was cancelled. Process " + other.pid()
                + " may still be running on host-1. First check host-1 and end it there, then re-run the job");
    assertThat(finish.exitStatus()).isNull();
  }
}
