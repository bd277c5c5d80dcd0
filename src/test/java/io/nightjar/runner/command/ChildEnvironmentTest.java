package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.runner.RecordingRunContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {

  private static final Map<String, String> OURS = Map.of(
      "PATH",
      "/usr/bin",
      "HOME",
      "/root",
      "LANG",
      "C.UTF-8",
      "TZ",
      "UTC",
      "SLACK_BOT_TOKEN",
      "xoxb-1",
      "DB_PASSWORD",
      "x");

  @Test
  void a_command_sees_nothing_of_ours_but_what_any_program_needs() {
    assertThat(environment(Map.of(), context()))
        .containsOnlyKeys(
            "PATH", "HOME", "LANG", "TZ", "NIGHTJAR_RUN_ID", "NIGHTJAR_JOB", "NIGHTJAR_OCCURRENCE");
  }

  @Test
  void it_is_told_which_run_it_is() {
    assertThat(environment(Map.of(), context().withParameters("{\"dateOverride\":\"ANY\"}")))
        .containsEntry("NIGHTJAR_RUN_ID", RecordingRunContext.RUN.toString())
        .containsEntry("NIGHTJAR_JOB", "personOwnerRebuildJob")
        .containsEntry("NIGHTJAR_OCCURRENCE", "2022-01-22T00:05:00Z")
        .containsEntry("NIGHTJAR_PARAMETERS", "{\"dateOverride\":\"ANY\"}");
  }

  @Test
  void what_is_configured_wins_over_ours_but_not_over_who_the_run_is() {
    assertThat(environment(Map.of("PATH", "/opt/bin", "NIGHTJAR_JOB", "another"), context()))
        .containsEntry("PATH", "/opt/bin")
        .containsEntry("NIGHTJAR_JOB", "personOwnerRebuildJob");
  }

  @Test
  void a_real_command_sees_just_that() throws Exception {
    CommandTarget work = new CommandTarget(List.of("env"), null, Map.of("LEVEL", "3"), false);
    RecordingRunContext context = RecordingRunContext.of(work).withParameters("{}");

    String seen = new CommandRunner(
            work, new SettableClock(RecordingRunContext.OCCURRENCE), "host-1")
        .run(context)
        .finish()
        .excerpt();

    assertThat(seen.lines().map(line -> line.substring(0, line.indexOf('='))))
        .contains("PATH", "LEVEL", "NIGHTJAR_RUN_ID", "NIGHTJAR_PARAMETERS")
        .isSubsetOf(
            "PATH",
            "HOME",
            "LANG",
            "TZ",
            "LEVEL",
            "NIGHTJAR_RUN_ID",
            "NIGHTJAR_JOB",
            "NIGHTJAR_OCCURRENCE",
            "NIGHTJAR_PARAMETERS");
  }

  private static Map<String, String> environment(
      Map<String, String> configured, RecordingRunContext context) {
    CommandTarget work = new CommandTarget(List.of("env"), null, configured, false);
    return ChildEnvironment.of(work, context.run(), OURS);
  }

  private static RecordingRunContext context() {
    return RecordingRunContext.of(new CommandTarget(List.of("env"), null, Map.of(), false));
  }
}
