package io.nightjar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A MariaDB of Debian's package {@code mariadb-server}, as a process of its own in a scratch folder. */
final class MariaDbServer {

  private static final Duration START = Duration.ofMinutes(1);

  private final Path folder;
  private final int port;
  private final Process process;

  private MariaDbServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one whose sessions have the given zone, an offset, by default. It ends with this process. */
  static MariaDbServer start(String zone) {
    try {
      Path folder = Files.createTempDirectory("nightjar-mariadb");
      run(
          folder,
          "mariadb-install-db",
          "--auth-root-authentication-method=normal",
          "--skip-test-db");
      int port = freePort();
      Process process = command(
              folder,
              "mariadbd",
              "--bind-address=127.0.0.1",
              "--port=" + port,
              "--socket=" + folder.resolve("socket"),
              "--pid-file=" + folder.resolve("pid"),
              "--skip-log-bin",
              "--skip-name-resolve",
              "--max-connections=500",
              "--innodb-flush-log-at-trx-commit=0",
              "--default-time-zone=" + zone)
          .start();
      MariaDbServer server = new MariaDbServer(folder, port, process);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.awaitStart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a database and says where it is. */
  String createDatabase(String name) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return url(name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
  }

  private String url(String name) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url("mysql"), "root", "");
  }

  private void awaitStart() {
    Awaitility.await("mariadbd starts: see " + log(folder))
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> {
          connect().close();
          return true;
        });
  }

  private void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(java.io.File::delete);
      }
    } catch (IOException | InterruptedException e) {
      // A scratch folder that stays harms nobody.
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process = command(folder, command).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command[0] + " failed:\n" + Files.readString(log(folder)));
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted in " + command[0], e);
    }
  }

  private static ProcessBuilder command(Path folder, String... command) {
    List<String> all = new ArrayList<>(List.of(
        program(command[0]).toString(),
        // What the machine's own server is configured with does not count.
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--datadir=" + folder.resolve("data"),
        // A server that starts removes files of others from a folder that it shares.
        "--tmpdir=" + folder,
        "--innodb-log-file-size=16M"));
    all.addAll(List.of(command).subList(1, command.length));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
  }

  private static Path log(Path folder) {
    return folder.resolve("log");
  }

  private static Path program(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(
                "The program " + name
                    + " is missing. Install Debian's package mariadb-server: apt-get install --no-install-recommends mariadb-server"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
