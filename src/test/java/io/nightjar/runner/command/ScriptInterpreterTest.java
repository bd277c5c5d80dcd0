package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.rehearsal.RecordingRehearsal;
import io.nightjar.runner.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal reads the first line of a script as the kernel does. */
class ScriptInterpreterTest {

  @TempDir
  Path folder;

  private CommandTarget script(String text) throws IOException {
    Path file = folder.resolve("nightly");
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return new CommandTarget(List.of(file.toString()), null, Map.of(), false);
  }

  private static void rehearse(CommandTarget work) throws CannotStartException {
    new CommandRehearsal(work, "/nowhere").rehearse(RecordingRehearsal.of(work));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/sh\r\nexit 0\r\n",
        "#!/bin/sh -e\r\nexit 0\r\n",
        "#! /bin/sh \r\n",
        "#!/bin/sh\r"
      })
  void a_carriage_return_at_its_end_is_said_with_the_remedy(String text) throws IOException {
    CommandTarget work = script(text);

    assertThatThrownBy(() -> rehearse(work))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("nightly cannot be started: its first line ends in a carriage return."
            + " Save the script with Unix line ends");
  }

  @Test
  void the_kernel_does_not_start_it_either() throws Exception {
    String program = script("#!/bin/sh\r\nexit 0\r\n").run().get(0);

    assertThatThrownBy(() -> new ProcessBuilder(program).start()).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#!/bin/sh\n", "#! \t/bin/sh\t-e \n", "#!/bin/sh", "#!/bin/sh\nexit 0\r\n"})
  void blanks_and_tabs_around_the_interpreter_are_nothing(String text) throws IOException {
    CommandTarget work = script(text);

    assertThatCode(() -> rehearse(work)).doesNotThrowAnyException();
  }
}
