package io.nightjar.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.runner.YamlTargetSection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class CommandReaderTest {

  private final CommandTargetType type = new CommandTargetType();

  @Test
  void a_whole_section_is_read() {
    YamlTargetSection section = section("""
        command:
          run: [/usr/local/bin/backup, "--to", "a, b", 7]
          directory: /var/backups
          environment: {MY_LEVEL: 3, lower_case: "x,y"}
          kill-when-overdue: true
        """);

    CommandTarget work = (CommandTarget) type.read(section);

    assertThat(section.problems).isEmpty();
    assertThat(work)
        .isEqualTo(new CommandTarget(
            List.of("/usr/local/bin/backup", "--to", "a, b", "7"),
            "/var/backups",
            Map.of("MY_LEVEL", "3", "lower_case", "x,y"),
            true));
    assertThat(work.kind()).isEqualTo(type.key());
  }

  @Test
  void a_command_alone_is_enough() {
    CommandTarget work = (CommandTarget) type.read(section("command: {run: [\"true\"]}"));

    assertThat(work).isEqualTo(new CommandTarget(List.of("true"), null, Map.of(), false));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
          command: {run: backup.sh}                         | run
          command: {run: "backup.sh --password=hunter2"}    | run
          command: {run: []}                                | run
          command: {directory: /tmp}                        | run
          command: {run: [""]}                              | run[0]
          command: {run: [a], directory: ""}                | directory
          command: {run: [a], environment: {"1A": x}}       | environment.1A
          """)
  void a_mistake_is_named_with_its_key_and_a_remedy(String yaml, String key) {
    YamlTargetSection section = section(yaml);

    type.read(section);

    assertThat(section.problemKeys()).containsExactly(key);
    assertThat(section.problems.get(0).remedy()).isNotBlank();
    assertThat(section.problems.toString()).doesNotContain("hunter2");
  }

  @Test
  void a_command_as_a_text_is_refused_with_the_list_to_write() {
    YamlTargetSection section = section("command: {run: \"backup.sh --all\"}");

    type.read(section);

    assertThat(section.problems.get(0).remedy())
        .contains("as a list", "[/usr/local/bin/backup, --all]");
  }

  @Test
  void an_unknown_key_is_no_key() {
    assertThatThrownBy(() -> type.read(section("command: {run: [a], shell: true}")))
        .isInstanceOf(BindException.class);
  }

  @Test
  void a_command_prints_neither_arguments_nor_environment() {
    CommandTarget work = new CommandTarget(
        List.of("curl", "-u", "me:hunter2"), null, Map.of("TOKEN", "hunter2"), false);

    assertThat(work.toString()).isEqualTo("curl with 2 arguments");
  }

  private static YamlTargetSection section(String yaml) {
    return YamlTargetSection.of("command", yaml);
  }
}
