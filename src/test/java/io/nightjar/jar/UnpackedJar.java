package io.nightjar.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar as the container image has it: unpacked, with an archive of the classes that a start loads. A start
 * takes less than half the CPU that way. Made once in each run of the tests, by a first start.
 */
final class UnpackedJar {

  /** The archive is valid for these flags alone. What takes long to compile is not worth it for a minute. */
  static final List<String> FLAGS = List.of(
      "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final class Holder {
    static final UnpackedJar ONLY = make(packaged());
  }

  private final Path jar;
  private final Path archive;

  private UnpackedJar(Path jar, Path archive) {
    this.jar = jar;
    this.archive = archive;
  }

  static UnpackedJar get() {
    return Holder.ONLY;
  }

  /** The jar that the build has just made. */
  static Path packaged() {
    String path = System.getProperty("nightjar.jar");
    return Path.of(Objects.requireNonNull(path, "the build sets nightjar.jar: run mvn verify"));
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What follows {@code java} and its flags. */
  List<String> arguments() {
    return List.of("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString());
  }

  private static UnpackedJar make(Path packaged) {
    try {
      Path folder = packaged.resolveSibling("unpacked-jar");
      FileSystemUtils.deleteRecursively(folder);
      Files.createDirectories(folder);
      run(
          folder,
          "-Djarmode=tools",
          "-jar",
          packaged.toString(),
          "extract",
          "--destination",
          "content");
      UnpackedJar unpacked = new UnpackedJar(
          folder.resolve("content").resolve(packaged.getFileName()), folder.resolve("classes.jsa"));
      unpacked.train(folder);
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts it on a database in memory; it ends once it has started. */
  private void train(Path folder) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.addAll(List.of(
        "-XX:ArchiveClassesAtExit=" + archive,
        "-Dspring.context.exit=onRefresh",
        "-jar",
        jar.toString(),
        "--server.port=0",
        "--spring.datasource.url=jdbc:h2:mem:training",
        "--nightjar.slack.token=xoxb-never-used",
        "--nightjar.slack.channel=#nowhere",
        "--nightjar.slack.api-url=http://127.0.0.1:9/"));
    run(folder, arguments.toArray(String[]::new));
  }

  private static void run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    Process process = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ":\n" + Files.readString(log));
    }
  }
}
