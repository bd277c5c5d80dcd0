package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextRendererTest {

  @Test
  void a_message_reads_from_the_headline_down() {
    Message message = new Message(
        Message.Status.FIRING,
        "personOwnerRebuildJob did not start",
        List.of(
            new Message.Fact("Environment", "prod"),
            new Message.Fact("Data as of", "25 Jan 00:05")),
        List.of(new Message.Link("Runbook", "https://runbooks.example/sync")));

    assertThat(PlainTextRenderer.of(message)).isEqualTo("""
            🔴 personOwnerRebuildJob did not start
            Environment: prod
            Data as of: 25 Jan 00:05
            Runbook: https://runbooks.example/sync""");
  }

  @Test
  void a_line_of_a_job_does_not_pass_for_a_line_of_ours() {
    Message message = new Message(
        Message.Status.RESOLVED,
        "done\nOwner: nobody",
        List.of(new Message.Fact("Cause", "exit 3\r\nRunbook: https://evil.example")),
        List.of(new Message.Link("Re-run\nnow", "https://a.example\nx: y")));

    assertThat(PlainTextRenderer.of(message).lines())
        .containsExactly(
            "🟢 done Owner: nobody",
            "Cause: exit 3",
            "    Runbook: https://evil.example",
            "Re-run now: https://a.example x: y");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          escape \u001b[31mred    | escape  [31mred
          bell \u0007 and tab\u0009x  | bell   and tab x
          turned \u202Etxt.exe    | turned txt.exe
          isolated \u2067x\u2069  | isolated x
          half \uD83D a character | half \uFFFD a character
          whole \uD83D\uDD34      | whole \uD83D\uDD34
          """)
  void control_characters_are_removed(String text, String clean) {
    assertThat(PlainTextRenderer.clean(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdefg, 6, abcde…",
    "abcd\uD83D\uDD34xyz, 6, abcd…",
    "abc\uD83D\uDD34xyz, 6, abc\uD83D\uDD34…"
  })
  void a_line_is_cut_between_characters(String text, int longest, String cut) {
    assertThat(PlainTextRenderer.oneLine(text, longest)).isEqualTo(cut);
  }
}
