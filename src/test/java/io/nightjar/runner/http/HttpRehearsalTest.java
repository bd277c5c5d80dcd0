package io.nightjar.runner.http;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.rehearsal.RecordingRehearsal;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.http.call.ScriptedHttpServer;
import io.nightjar.runner.http.target.HttpTarget;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRehearsalTest {

  private final HttpRunnerFactory kind = new HttpRunnerFactory(Clock.systemUTC(), "");
  private ScriptedHttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedHttpServer();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void rehearse(RecordingRehearsal context) throws Exception {
    kind.runnerFor(context.job()).rehearse(context);
  }

  private void assertCannotStart(RecordingRehearsal context, String why) {
    assertThatThrownBy(() -> rehearse(context))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(why);
  }

  @Test
  void without_a_probe_nobody_is_called() throws Exception {
    RecordingRehearsal context =
        RecordingRehearsal.of(aRequestTo(service.url("/run")).build());

    rehearse(context);

    assertThat(context.checked).containsExactly("127.0.0.1 resolves");
    assertThat(service.received).isEmpty();
  }

  @Test
  void the_address_that_is_polled_must_be_known_as_well() {
    HttpTarget work = aRequestTo(service.url("/run"))
        .polling(
            "http://no-such-host.invalid/s", "/job", Duration.ofSeconds(1), Duration.ofSeconds(1))
        .build();

    assertCannotStart(
        RecordingRehearsal.of(work),
        "GET http://no-such-host.invalid/s: unknown host no-such-host.invalid");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", " ", "Bearer", "Bearer ", "basic"})
  void a_header_without_its_secret_is_found(String value) {
    HttpTarget work =
        aRequestTo(service.url("/run")).header("Authorization", value).build();

    assertCannotStart(
        RecordingRehearsal.of(work),
        "http.request.headers.Authorization contains no credential: set the variable that it is taken from");
  }

  @Test
  void a_placeholder_that_nothing_fills_is_found_and_its_surroundings_are_not_shown() {
    HttpTarget header = aRequestTo(service.url("/run"))
        .header("X-Key", "part-of-a-secret-${REST}")
        .build();
    HttpTarget body =
        aRequestTo(service.url("/run")).body("{\"key\": \"secret${REST}\"}").build();

    assertCannotStart(
        RecordingRehearsal.of(header),
        "http.request.headers.X-Key contains an unresolved placeholder: set the variable that it names");
    assertCannotStart(
        RecordingRehearsal.of(body),
        "http.request.body contains an unresolved placeholder: set the variable that it names");
  }

  @ParameterizedTest(name = "OPTIONS answered {0}: reached {1}")
  @CsvSource({
    "200, true",
    "204, true",
    "401, true",
    "404, true",
    "405, true",
    "501, true",
    "500, false",
    "502, false",
    "503, false"
  })
  void a_probe_asks_for_options_and_any_answer_of_the_service_will_do(int status, boolean reached)
      throws Exception {
    service.answers(status, "");
    RecordingRehearsal context =
        RecordingRehearsal.probing(aRequestTo(service.url("/run?key=hidden"))
            .header("Authorization", "Bearer abcdef")
            .build());

    if (reached) {
      rehearse(context);
      assertThat(context.checked.get(1))
          .startsWith("OPTIONS " + service.url("/run") + " answered " + status);
    } else {
      assertThatThrownBy(() -> rehearse(context))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("answered " + status)
          .hasMessageNotContaining("hidden");
    }
    assertThat(service.received).extracting(each -> each.method()).containsExactly("OPTIONS");
    assertThat(service.received.get(0).header("Authorization")).isEqualTo("Bearer abcdef");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"200, true", "302, true", "404, false", "401, false", "503, false"})
  void a_configured_probe_must_succeed(int status, boolean reached) throws Exception {
    service.answers(status, "");
    RecordingRehearsal context = RecordingRehearsal.probing(
        aRequestTo(service.url("/run")).probedBy("HEAD", service.url("/health")).build());

    if (reached) {
      rehearse(context);
    } else {
      assertThatThrownBy(() -> rehearse(context)).hasMessageContaining("answered " + status);
    }
    assertThat(service.received)
        .extracting(each -> each.method() + " " + each.path())
        .containsExactly("HEAD /health");
  }

  @Test
  void a_probe_looks_at_what_is_polled() throws Exception {
    HttpTarget work = aRequestTo(service.url("/run"))
        .polling(service.url("/status"), "/job", Duration.ofSeconds(1), Duration.ofSeconds(1))
        .build();
    service.answers(200, "").answers(200, "{\"job\": false}");
    RecordingRehearsal fine = RecordingRehearsal.probing(work);

    rehearse(fine);

    assertThat(fine.checked).endsWith("GET " + service.url("/status") + " answers");
    service.answers(200, "").answers(200, "no json");
    assertThatThrownBy(() -> rehearse(RecordingRehearsal.probing(work)))
        .hasMessageContaining("the answer is not JSON");
  }

  @Test
  void a_probe_that_finds_nobody_says_so() {
    service.close();

    assertThatThrownBy(() ->
            rehearse(RecordingRehearsal.probing(aRequestTo(service.url("/run")).build())))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("could not reach 127.0.0.1:" + service.port());
  }

  @Test
  void only_safe_methods_probe() {
    assertThat(List.of("GET", "HEAD", "OPTIONS"))
        .allSatisfy(method -> assertThat(problems(method)).isEmpty());
    assertThat(problems("PUT")).containsExactly("is not a method without effect");
  }

  private List<String> problems(String method) {
    var section = io.nightjar.runner.YamlTargetSection.of("http", """
        http: {request: {url: "http://sync/run"}, probe: {url: "http://sync/health", method: %s}}
        """.formatted(method));
    new HttpTargetType().read(section);
    return section.problems.stream().map(problem -> problem.problem()).toList();
  }
}
