package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.instance.SchedulerState;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.watchdog.Nights;
import io.nightjar.watchdog.StandInScheduler;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that is missing because every thread was busy says so. */
class ThreadSaturationTest {

  @ParameterizedTest(name = "{0}: {1} threads, two busy")
  @CsvSource({"H2, 2, true", "POSTGRESQL, 2, true", "H2, 3, false", "POSTGRESQL, 3, false"})
  void a_missing_start_of_our_own_names_what_all_threads_are_at(
      Databases databases, int all, boolean named) {
    Map<String, Object> jobs = Nights.with(
        Nights.oneJob(),
        Map.of(
            "nightjar.jobs.here.schedule",
            "0 5 0 * * *",
            "nightjar.jobs.here.command.run[0]",
            "true"));
    try (Nights nights = new Nights(databases.create(), jobs)) {
      StandInScheduler scheduler =
          new StandInScheduler(nights, "nightjar-1", SchedulerState.STARTED);
      scheduler.isBusyWith(all, "busy1", "busy2").fires(false).pass(Duration.ofMinutes(26));

      assertThat(cause(nights, "job")).isNull();
      if (named) {
        assertThat(cause(nights, "here"))
            .startsWith("all 2 threads on nightjar-1 are busy (busy1, busy2); ");
        assertThat(nights.notifications())
            .extracting(it -> PlainTextRenderer.of(it.message()))
            .anyMatch(text -> text.contains("What happened: Not started by 00:15: all 2 threads")
                && text.contains("What to do: Cancel a run that hangs"));
      } else {
        assertThat(cause(nights, "here")).isNull();
      }
    }
  }

  private static String cause(Nights nights, String job) {
    return nights.incidents(true).stream()
        .filter(it -> it.kind() == IncidentKind.NOT_STARTED && job.equals(it.job()))
        .map(Incident::cause)
        .reduce("none was opened", (none, cause) -> cause);
  }
}
