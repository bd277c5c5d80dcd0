package io.nightjar.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.rehearsal.RehearsalReport.Result;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitReportTest {

  /** A cause, and what it reads as; {@code U+xxxx} stands for a character that a source file should not hold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | plain",
        "</failure><testcase name=\"x\"/> | </failure><testcase name=\"x\"/>",
        "a & b < c > d \" e ' f ]]> g | a & b < c > d \" e ' f ]]> g",
        "bell U+0007, escape U+001B[31m, nul U+0000. | bell U+FFFD, escape U+FFFD[31m, nul U+FFFD.",
        "half U+D83D of a pair, a whole one U+1F600. | half U+FFFD of a pair, a whole one U+1F600.",
        "no characters U+FFFE U+FFFF. | no characters U+FFFD U+FFFD.",
        "two U+000Alines andU+0009a tab | two U+000Alines andU+0009a tab"
      })
  void whatever_a_cause_holds_is_xml(String written, String read) throws Exception {
    String cause = unescaped(written);
    RehearsalReport report = new RehearsalReport(
        "1<2",
        Instant.EPOCH,
        Duration.ofMillis(1_500),
        false,
        List.of(Result.failed("job \"" + cause + "\"", "http", cause, Duration.ofMillis(1))));

    Element suite = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(JUnitReport.of(report))))
        .getDocumentElement();

    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("1.500");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo(unescaped(read));
  }

  private static String unescaped(String text) {
    return List.of(text.split("(?=U\\+)")).stream()
        .map(part -> part.startsWith("U+") ? character(part) : part)
        .collect(Collectors.joining());
  }

  private static String character(String part) {
    int end = part.startsWith("U+1F") ? 7 : 6;
    return new String(Character.toChars(Integer.parseInt(part.substring(2, end), 16)))
        + part.substring(end);
  }
}
