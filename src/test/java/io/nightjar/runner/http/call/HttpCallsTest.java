package io.nightjar.runner.http.call;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightjar.SettableClock;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.http.HttpRunner;
import io.nightjar.runner.http.target.HttpTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** Services that do not behave. */
@Timeout(20)
class HttpCallsTest {

  private static final Duration LIMIT = Duration.ofMillis(600);

  @Test
  void a_refused_connection_is_named_and_nothing_has_started() throws Exception {
    int port = freePort();
    RecordingRunContext context = context("http://127.0.0.1:" + port + "/job?token=hunter2");

    assertThat(finish(context).cause())
        .isEqualTo("PUT http://127.0.0.1:" + port + "/job: could not reach 127.0.0.1:" + port
            + ": connection refused");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void an_unknown_host_is_named_and_nothing_has_started() {
    RecordingRunContext context = context("http://no-such-host.invalid/job");

    assertThat(finish(context).cause())
        .endsWith("could not reach no-such-host.invalid:80: unknown host");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_host_that_takes_no_connection_is_given_up_and_nothing_has_started() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> queue = fill(full);
      RecordingRunContext context = context("http://127.0.0.1:" + full.getLocalPort() + "/job");

      assertThat(finish(context).cause())
          .endsWith(
              "could not reach 127.0.0.1:" + full.getLocalPort() + ": no connection within 0.6s");
      assertThat(context.hasStarted()).isFalse();
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  @Test
  void a_service_that_takes_the_request_and_never_answers_is_given_up() throws Exception {
    try (ServerSocket silent =
        serving(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
      RecordingRunContext context = context("http://127.0.0.1:" + silent.getLocalPort() + "/job");

      RunResult finish = finish(context);

      assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(finish.cause())
          .endsWith(
              "127.0.0.1:" + silent.getLocalPort()
                  + " gave no complete answer within 0.6s. The service may still do the job: check there before you re-run it.");
      assertThat(context.hasStarted()).isTrue();
    }
  }

  @Test
  void the_limit_covers_a_body_that_comes_in_drops_and_closes_the_connection() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    try (ServerSocket dripping = serving(socket -> {
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(UTF_8));
      try {
        for (int i = 0; i < 1_000; i++) {
          out.write('x');
          out.flush();
          await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
      } catch (IOException gone) {
        closed.set(true);
      }
    })) {
      assertThat(finish(context("http://127.0.0.1:" + dripping.getLocalPort() + "/job"))
              .cause())
          .contains("gave no complete answer within 0.6s");
      await().untilTrue(closed);
    }
  }

  @Test
  void a_connection_that_ends_in_the_middle_is_named() throws Exception {
    try (ServerSocket rude = serving(socket -> {
      socket.getInputStream().read();
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".getBytes(UTF_8));
    })) {
      assertThat(finish(context("http://127.0.0.1:" + rude.getLocalPort() + "/job"))
              .cause())
          .contains("the connection to 127.0.0.1:" + rude.getLocalPort()
              + " ended before the answer was complete");
    }
  }

  @Test
  void what_is_no_http_is_no_answer() throws Exception {
    try (ServerSocket ssh = serving(
        socket -> socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(UTF_8)))) {
      assertThat(
              finish(context("http://127.0.0.1:" + ssh.getLocalPort() + "/job")).outcome())
          .isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void a_plain_service_called_by_https_is_named() throws Exception {
    try (ServerSocket plain = serving(socket -> {
      socket.getInputStream().read();
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
    })) {
      assertThat(finish(context("https://127.0.0.1:" + plain.getLocalPort() + "/job"))
              .cause())
          .contains("TLS failed");
    }
  }

  @Test
  void of_a_huge_answer_the_beginning_decides_and_the_end_is_kept() throws Exception {
    byte[] body = new byte[1024 * 1024];
    Arrays.fill(body, (byte) ' ');
    System.arraycopy("\"ok\"".getBytes(UTF_8), 0, body, 0, 4);
    System.arraycopy("the end".getBytes(UTF_8), 0, body, body.length - 7, 7);
    try (ScriptedHttpServer service = new ScriptedHttpServer().answers(200, body)) {
      assertThat(finish(context(service.url("/job")))).isEqualTo(RunResult.succeeded("the end"));
    }
  }

  @Test
  void the_limit_is_one_of_time_however_long_the_question_whether_to_wait_on_takes()
      throws Exception {
    try (ServerSocket silent =
        serving(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
      HttpTarget work =
          aRequestTo("http://127.0.0.1:" + silent.getLocalPort()).timeout(LIMIT).build();
      long begun = System.nanoTime();

      assertThatThrownBy(() -> calls(work).send(new HttpCall(work.request(), ""), sinceSent -> {
            pass(Duration.ofMillis(250));
            return true;
          }))
          .isInstanceOf(CallFailedException.class)
          .hasMessageContaining("gave no complete answer within 0.6s");

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT.multipliedBy(3));
    }
  }

  @Test
  void an_answer_within_the_limit_counts_although_it_is_seen_after_it() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedHttpServer service = new ScriptedHttpServer().answers(exchange -> {
      await().until(() -> asked.getCount() == 0);
      exchange.sendResponseHeaders(204, -1);
    })) {
      HttpTarget work =
          aRequestTo(service.url("/job")).timeout(Duration.ofSeconds(2)).build();

      HttpAnswer answer = calls(work).send(new HttpCall(work.request(), ""), sinceSent -> {
        asked.countDown();
        pass(Duration.ofMillis(2_500));
        return true;
      });

      assertThat(answer.status()).isEqualTo(204);
    }
  }

  private static HttpCalls calls(HttpTarget work) {
    return new HttpCalls(HttpSecrets.of(List.of(), List.of()), work.maxResponseSize());
  }

  private static void pass(Duration time) {
    await().pollDelay(time).until(() -> true);
  }

  @Test
  void an_answer_that_is_too_long_to_be_read_says_so_and_how_to_have_it_read() throws Exception {
    String rows = "\"row\",".repeat(1_000);
    try (ScriptedHttpServer service = new ScriptedHttpServer()
        .answers(200, "{\"rows\":[" + rows + "0],\"status\":\"Just started\"}")) {
      RecordingRunContext context = RecordingRunContext.of(aRequestTo(service.url("/job"))
          .likeTheSyncService()
          .maxResponseSize(DataSize.ofKilobytes(4))
          .build());

      assertThat(finish(context).cause())
          .contains("answered 200 OK, but the answer is longer than 4KB and was not read"
              + " (raise http.max-response-size, or make the service answer with less)");
    }
  }

  @Test
  void bytes_that_are_no_utf_8_are_replaced() throws Exception {
    byte[] body = {'a', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0, 'z'};
    try (ScriptedHttpServer service = new ScriptedHttpServer().answers(500, body)) {
      RunResult finish = finish(context(service.url("/job")));

      assertThat(finish.excerpt()).isEqualTo("a\uFFFD(\uFFFD\uFFFDz");
      assertThat(finish.cause()).endsWith(": a\uFFFD(\uFFFD\uFFFDz");
    }
  }

  private static RecordingRunContext context(String url) {
    return RecordingRunContext.of(aRequestTo(url).timeout(LIMIT).build());
  }

  private static RunResult finish(RecordingRunContext context) {
    return HttpRunner.of(context.job(), "", new SettableClock(RecordingRunContext.OCCURRENCE))
        .run(context)
        .finish();
  }

  /** What a service does with a connection. */
  @FunctionalInterface
  private interface Conversation {

    void with(Socket socket) throws IOException;
  }

  private static ServerSocket serving(Conversation conversation) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CompletableFuture.runAsync(() -> {
      try (Socket socket = server.accept()) {
        conversation.with(socket);
      } catch (IOException closed) {
        // The test is over.
      }
    });
    return server;
  }

  private static List<Socket> fill(ServerSocket server) {
    List<Socket> queue = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 100);
      } catch (IOException full) {
        return queue;
      }
    }
    return queue;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
