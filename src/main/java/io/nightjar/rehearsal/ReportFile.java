package io.nightjar.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report as JSON or as JUnit XML, depending on the file's extension. */
public final class ReportFile {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportFile() {}

  /**
   * Writes the report.
   *
   * @param json the report in its JSON form
   */
  public static void write(Path file, Object json, RehearsalReport report) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(
        file,
        file.toString().endsWith(".xml")
            ? JUnitReport.of(report)
            : JSON.writeValueAsString(json) + "\n");
  }
}
