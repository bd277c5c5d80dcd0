package io.nightjar.watchdog.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nightjar.instance.Instance;
import io.nightjar.ledger.run.HostProcess;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** When a run of a dead instance is given up, and what is said of a process that may have lived on. */
class LostRunRecorderTest {

  private static final Instant LOST = Instant.parse("2026-01-22T00:05:00Z");

  private final RunRecorder runs = mock();
  private final HostProcessRepository processes = mock();
  private final LostRunRecorder lostRuns = new LostRunRecorder(runs, processes);
  private final Instance gone = instance("host-1", true, LOST);
  private final Run run = new Run(
      UUID.randomUUID(),
      "job",
      LOST,
      RunTrigger.SCHEDULE,
      null,
      LOST,
      LOST,
      null,
      null,
      gone.id(),
      null);

  LostRunRecorderTest() {
    when(runs.unfinishedOf(gone.id())).thenReturn(List.of(run));
    when(processes.of(run.id())).thenReturn(Optional.of(new HostProcess(run.id(), 4711, LOST)));
  }

  private static Instance instance(String host, boolean scheduler, Instant lostAt) {
    return new Instance(
        UUID.randomUUID(), host, "1.0.0", scheduler, true, LOST, 0, LOST, null, lostAt);
  }

  private RunResult finish() {
    ArgumentCaptor<RunResult> finish = ArgumentCaptor.forClass(RunResult.class);
    verify(runs).finish(eq(run.id()), finish.capture(), any(), eq("watchdog"));
    return finish.getValue();
  }

  @Test
  void where_nobody_looks_for_its_process_it_is_said_at_once_where_it_may_still_be_running() {
    lostRuns.lose(
        gone, List.of(instance("host-2", true, null), instance("host-1", false, null)), LOST);

    assertThat(finish().outcome()).isEqualTo(Outcome.LOST);
    assertThat(finish().cause())
        .startsWith("Nightjar on host-1 died while it ran")
        .endsWith(
            "Process 4711 may still be running on host-1. First check host-1 and end it there,"
                + " then re-run the job");
  }

  @Test
  void where_nightjar_is_there_again_it_has_a_minute_to_end_the_process() {
    List<Instance> present = List.of(instance("host-1", true, null));

    lostRuns.lose(gone, present, LOST.plusSeconds(60));
    verify(runs, never()).finish(any(), any(), any(), any());

    lostRuns.lose(gone, present, LOST.plusSeconds(61));
    assertThat(finish().cause()).contains("Process 4711 may still be running on host-1");
  }

  @Test
  void a_run_without_a_process_of_its_own_is_lost_at_once() {
    when(processes.of(run.id())).thenReturn(Optional.empty());

    lostRuns.lose(gone, List.of(instance("host-1", true, null)), LOST);

    assertThat(finish().cause()).doesNotContain("may still be running");
  }
}
