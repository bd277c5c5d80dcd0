package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.rehearsal.RecordingRehearsal;
import io.nightjar.runner.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRehearsalTest {

  @TempDir
  Path folder;

  @BeforeEach
  void programs() throws IOException {
    program("nightly", "#!/bin/sh\ntouch " + folder.resolve("was-run") + "\n", true);
    program("plain", "#!/bin/sh\n", false);
    program("snake", "#!/usr/bin/no-such-interpreter -u\n", true);
  }

  private void program(String name, String text, boolean executable) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(executable)).isTrue();
  }

  private RecordingRehearsal rehearse(CommandTarget work) throws CannotStartException {
    RecordingRehearsal context = RecordingRehearsal.of(work);
    new CommandRehearsal(work, "/nowhere:" + folder).rehearse(context);
    return context;
  }

  private static CommandTarget run(String program) {
    return new CommandTarget(List.of(program, "--password=hidden"), null, Map.of(), false);
  }

  private CommandTarget runHere(String program) {
    return new CommandTarget(List.of(program), folder.toString(), Map.of(), false);
  }

  private void assertCannotStart(CommandTarget work, String why) {
    assertThatThrownBy(() -> rehearse(work))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hidden");
  }

  @Test
  void a_program_is_found_on_the_path_by_its_own_path_and_from_its_directory() throws Exception {
    assertThat(rehearse(run("nightly")).checked)
        .containsExactly(folder.resolve("nightly") + " is executable");
    rehearse(run(folder.resolve("nightly").toString()));
    rehearse(runHere("./nightly"));
    assertThat(folder.resolve("was-run")).doesNotExist();
  }

  @Test
  void what_cannot_be_started_says_why() {
    assertCannotStart(
        run("no-such-program"), "there is no program \"no-such-program\" on the PATH");
    assertCannotStart(run("plain"), "there is no program \"plain\" on the PATH");
    assertCannotStart(run(folder + "/plain"), "plain is not executable by the user of Nightjar");
    assertCannotStart(run(folder + "/gone"), "there is no program " + folder + "/gone");
    assertCannotStart(run(folder.toString()), "there is no program " + folder);
    assertCannotStart(
        run("snake"),
        "there is no program /usr/bin/no-such-interpreter, the interpreter of " + folder);
  }

  @Test
  void its_directory_must_be_there() {
    assertCannotStart(
        new CommandTarget(List.of("nightly"), folder + "/gone", Map.of(), false),
        "its directory " + folder + "/gone does not exist");
  }

  @Test
  void its_environment_must_be_filled() {
    assertCannotStart(
        new CommandTarget(List.of("nightly"), null, Map.of("KEY", "hidden-${REST}"), false),
        "command.environment.KEY contains an unresolved placeholder");
  }
}
