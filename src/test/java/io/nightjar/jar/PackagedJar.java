package io.nightjar.jar;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;

/** Nightjar as people run it: the packaged jar, as a process of its own, configured by files. */
final class PackagedJar implements AutoCloseable {

  private static final String TOKEN = "an-operator-of-the-test";
  private static final AtomicInteger NEXT_PORT = new AtomicInteger(20_000);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final int port;
  private final List<String> before = new ArrayList<>();
  private final List<String> flags = new ArrayList<>(UnpackedJar.FLAGS);
  private final List<String> own = new ArrayList<>();
  private Path jar = UnpackedJar.packaged();
  private boolean unpacked = true;
  private Process process;

  private PackagedJar(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The jar that the build has just made, to run in a folder with a {@code config/application.yml}. */
  static PackagedJar in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new PackagedJar(folder, freePort());
  }

  /** Each port once, and none that the system gives to others: it is bound only when the turn to start has come. */
  private static int freePort() {
    while (true) {
      int port = NEXT_PORT.getAndIncrement();
      try (ServerSocket free = new ServerSocket(port)) {
        return free.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }

  /** The same jar without one of its classes, as after a dependency bump that went wrong. */
  PackagedJar without(String className) throws IOException {
    String name = "BOOT-INF/classes/" + className.replace('.', '/') + ".class";
    Path changed = folder.resolve("changed.jar");
    try (JarFile from = new JarFile(jar.toFile());
        OutputStream out = Files.newOutputStream(changed);
        ZipOutputStream to = new ZipOutputStream(out)) {
      assertThat(from.getEntry(name)).as(name).isNotNull();
      for (Enumeration<? extends ZipEntry> all = from.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.getName().equals(name)) {
          copy(from, entry, to);
        }
      }
    }
    jar = changed;
    return asPackaged();
  }

  /** As another version of itself. */
  PackagedJar asVersion(String version) throws IOException {
    String info;
    try (JarFile from = new JarFile(jar.toFile())) {
      ZipEntry entry = from.getEntry("META-INF/build-info.properties");
      info = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(info).contains("build.version=");
    Path other = folder.resolve("build-info.properties");
    Files.writeString(other, info.replaceAll("(?m)^build.version=.*$", "build.version=" + version));
    own.add("--spring.info.build.location=" + other.toUri());
    return this;
  }

  /** Started by the launcher inside the jar, not as the container image does it. */
  PackagedJar asPackaged() {
    unpacked = false;
    return this;
  }

  /** Started exactly as the README says it: {@code java -jar}, and no flags. */
  PackagedJar asInReadme() {
    flags.clear();
    return asPackaged();
  }

  private static void copy(JarFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
    // Nested jars are stored, not deflated; the loader reads them in place.
    ZipEntry copy = new ZipEntry(entry);
    if (copy.getMethod() == ZipEntry.DEFLATED) {
      copy.setCompressedSize(-1);
    }
    to.putNextEntry(copy);
    from.getInputStream(entry).transferTo(to);
    to.closeEntry();
  }

  void start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--server.port=" + port));
    all.addAll(own);
    all.addAll(List.of(arguments));
    process = launch(all);
    Awaitility.await("the start of " + jar)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> !process.isAlive() || isReady());
    Turns.leave();
    if (!process.isAlive()) {
      throw new IllegalStateException("Nightjar did not start:\n" + Files.readString(log()));
    }
  }

  /** Runs a command of the jar to its end and returns its exit status. */
  int run(String... arguments) throws IOException, InterruptedException {
    process = launch(List.of(arguments));
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private Process launch(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(UnpackedJar.java());
    command.addAll(flags);
    command.addAll(unpacked ? UnpackedJar.get().arguments() : List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private boolean isReady() {
    try {
      return get("/actuator/health/readiness").statusCode() == 200;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As the kernel does it when memory runs out: no goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** As an orchestrator does it: SIGTERM, and then waits. */
  boolean stop(Duration within) throws InterruptedException {
    process.destroy();
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Starts it with another heap, as {@code 160m}. */
  PackagedJar withHeap(String most) {
    flags.add("-Xmx" + most);
    return this;
  }

  /** Starts it by another program, as {@code env}. */
  PackagedJar startedBy(String... command) {
    before.addAll(List.of(command));
    return this;
  }

  /** Sends it a signal: {@code STOP}, {@code CONT}, {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
        .inheritIO()
        .start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  /** What the kernel counts as resident, {@code 212345 kB}. */
  String resident() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines.filter(line -> line.startsWith("VmRSS")).findFirst().orElse("unknown");
    }
  }

  String logged() throws IOException {
    return Files.readString(log());
  }

  private Path log() {
    return folder.resolve("nightjar.log");
  }

  int port() {
    return port;
  }

  static String token() {
    return TOKEN;
  }

  /** What it has logged is kept for whoever asks why a test has failed. */
  @Override
  public void close() throws IOException, InterruptedException {
    Turns.leave();
    if (process != null) {
      kill();
      Path kept = Files.createDirectories(Path.of("target", "jar-logs"));
      Files.copy(log(), kept.resolve(folder.getFileName() + "-" + port + ".log"), REPLACE_EXISTING);
    }
  }
}
