package io.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.NightjarApplication;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void without_a_command_it_serves() {
    assertThat(run()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "--spring.profiles.active=demo",
        "--debug",
        "--nightjar.jobs[a.b].schedule=1",
        "--PING_KEY_OF_THE_FIRST=x"
      })
  void with_configuration_only_it_serves(String option) {
    assertThat(run(option)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"help", "--help", "-h", "help explain", "--server.port=1 --help"})
  void help_prints_the_usage_and_serves_nothing(String args) {
    assertThat(run(args.split(" "))).hasValue(0);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Usage: ", "rehearse", "explain", "--version");
    assertThat(err).hasToString("");
  }

  @Test
  void the_version_is_one_line() {
    assertThat(run("--version")).hasValue(0);
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("nightjar \\S+\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "-x, There is no option \"-x\"",
    "-Dserver.port=1, There is no option \"-Dserver.port=1\"",
    "--hepl, There is no option \"--hepl\"",
    "--port=8081, There is no option \"--port=8081\"",
    "--server.port=1 rehearse, a command comes first"
  })
  void what_is_no_configuration_is_refused_rather_than_served(String args, String problem) {
    assertThat(run(args.split(" "))).hasValue(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(problem, "Usage: ");
  }

  @Test
  void an_unknown_command_is_refused_rather_than_served() {
    assertThat(run("explian", "@daily")).hasValue(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"explian\"", "Usage: ");
  }

  @Test
  void explain_hands_over_its_arguments_and_its_status() {
    assertThat(
            run("explain", "@hourly", "--from=2026-01-01T00:00:00Z", "--to=2026-01-01T01:00:00Z"))
        .hasValue(0);
    assertThat(out).hasToString("2026-01-01T00:00:00Z\n");
    assertThat(run("explain")).hasValue(2);
  }

  /** With nothing on the class path but Nightjar's own classes, any other would be missing. */
  @Test
  void explain_needs_no_spring() throws Exception {
    Path classes = Path.of(NightjarApplication.class
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .toURI());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(
            java.toString(),
            "-cp",
            classes.toString(),
            NightjarApplication.class.getName(),
            "explain",
            "30 1 * * *",
            "--zone",
            "Europe/London",
            "--from",
            "2026-10-25T00:00:00Z",
            "--to",
            "2026-10-26T00:00:00Z")
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("at 01:30 every day, Europe/London\n2026-10-25T00:30:00Z\n");
  }

  private OptionalInt run(String... args) {
    return CommandLine.run(
        List.of(args),
        new PrintStream(out, true),
        new PrintStream(err, true),
        NightjarApplication.class);
  }
}
