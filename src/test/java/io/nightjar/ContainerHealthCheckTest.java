package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The health checks that people deploy, run as they are, against a server that is well and one that is not. */
class ContainerHealthCheckTest {

  private static final String DOCKERFILE = "Dockerfile";

  /** The program and its arguments, after the word {@code CMD}. */
  private static List<String> check(String file) throws IOException {
    String text = Files.readString(Path.of(file));
    JsonNode command = file.equals(DOCKERFILE)
        ? JsonMapper.shared().readTree(text.replaceAll("(?s).* CMD (\\[.+?]\\n).*", "$1"))
        : JsonMapper.shared().readTree(text).at("/containerDefinitions/0/healthCheck/command");
    return command
        .valueStream()
        .map(JsonNode::asString)
        .filter(word -> !word.equals("CMD"))
        .toList();
  }

  private static int exitStatus(String file, int port) throws Exception {
    List<String> command = check(file).stream()
        .map(word -> word.replace("127.0.0.1/8080", "127.0.0.1/" + port))
        .toList();
    assertThat(String.join(" ", command)).contains("127.0.0.1/" + port);
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Answers what a Nightjar does, of liveness alone: all else is not found. */
  private static HttpServer server(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/actuator/health/liveness", call -> {
      byte[] body =
          "{\"components\":{\"ping\":{\"status\":\"UP\"}}}".getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, body.length);
      call.getResponseBody().write(body);
      call.close();
    });
    server.start();
    return server;
  }

  private static int exitStatusOf(String file, int status) throws Exception {
    HttpServer server = server(status);
    try {
      return exitStatus(file, server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {DOCKERFILE, "config/ecs/scheduler-task.json", "config/ecs/watchdog-task.json"})
  void a_container_is_well_only_while_liveness_answers_200(String file) throws Exception {
    assertThat(exitStatusOf(file, 200)).isZero();
    // Whose body says that a part is UP.
    assertThat(exitStatusOf(file, 503)).isNotZero();
    assertThat(exitStatusOf(file, 404)).isNotZero();
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    assertThat(exitStatus(file, nobody)).isNotZero();
  }
}
