package io.nightjar.rehearsal;

import io.nightjar.rehearsal.RehearsalReport.Result;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a report as JUnit XML, which CI systems display: each job is a test case. Causes may contain any text. */
final class JUnitReport {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JUnitReport() throws XMLStreamException {
    this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  static String of(RehearsalReport report) {
    try {
      JUnitReport writer = new JUnitReport();
      writer.write(report);
      return writer.text + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the report cannot be written as XML", e);
    }
  }

  private void write(RehearsalReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    attribute("name", "nightjar rehearsal " + report.version());
    attribute("tests", String.valueOf(report.jobs().size()));
    attribute("failures", String.valueOf(report.failures().size()));
    attribute("errors", "0");
    attribute(
        "skipped",
        String.valueOf(report.jobs().stream().filter(JUnitReport::isElsewhere).count()));
    attribute("time", seconds(report.took()));
    attribute("timestamp", report.startedAt().toString());
    for (Result result : report.jobs()) {
      testCase(result);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
  }

  private void testCase(Result result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", "nightjar." + result.kind());
    attribute("name", result.job());
    attribute("time", seconds(result.took()));
    if (!result.ok()) {
      String cause = Objects.requireNonNull(result.cause());
      xml.writeStartElement("failure");
      attribute("type", "could_not_start");
      attribute("message", cause);
      xml.writeCharacters(clean(cause));
      xml.writeEndElement();
    } else if (isElsewhere(result)) {
      xml.writeStartElement("skipped");
      attribute("message", String.join(", ", result.checked()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static boolean isElsewhere(Result result) {
    return result.kind().equals(RehearsalReport.ELSEWHERE);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }

  /** Replaces the characters that XML 1.0 cannot contain, including half a surrogate pair. */
  private static String clean(String text) {
    return text.codePoints()
        .map(each -> isXml(each) ? each : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isXml(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= 0x20 && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }
}
