package io.nightjar.runner.http.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.job.PingKey;
import io.nightjar.runner.MissingClassLoader;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.RunnerFactory;
import io.nightjar.runner.YamlTargetSection;
import io.nightjar.runner.http.HttpRunner;
import io.nightjar.runner.http.HttpRunnerFactory;
import io.nightjar.runner.http.HttpTargetType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonPointer;

class HttpTargetReaderTest {

  private final HttpTargetType type = new HttpTargetType();

  @Test
  void the_section_of_the_design_is_read() {
    YamlTargetSection section = section("""
        http:
          request: {method: PUT, url: "http://sync:8101/sync/api/job/personOwnerRebuildJob", headers: {}, body: "", timeout: 30s}
          accepted-when: {pointer: /status, equals: "Just started"}
          busy-when: {pointer: /status, equals: "Already running"}
          completion: poll
          poll: {url: "http://sync:8101/sync/api/jobs/status", every: 5s, running-when: {pointer: /personOwnerRebuildJob, equals: true}, seen-running-within: 30s}
        """);

    HttpTarget work = (HttpTarget) type.read(section);

    assertThat(section.problems).isEmpty();
    assertThat(work)
        .isEqualTo(new HttpTarget(
            target("PUT", "http://sync:8101/sync/api/job/personOwnerRebuildJob", 30),
            "",
            condition("/status", "Just started"),
            condition("/status", "Already running"),
            CompletionMode.POLL,
            new PollSpec(
                target("GET", "http://sync:8101/sync/api/jobs/status", 10),
                Duration.ofSeconds(5),
                condition("/personOwnerRebuildJob", "true"),
                Duration.ofSeconds(30)),
            null,
            DataSize.ofMegabytes(1)));
    assertThat(work.kind()).isEqualTo(type.key());
  }

  @Test
  void an_address_is_enough() {
    assertThat(type.read(section("http: {request: {url: \"https://etl.example/run\"}}")))
        .isEqualTo(new HttpTarget(
            target("GET", "https://etl.example/run", 30),
            "",
            null,
            null,
            CompletionMode.RESPONSE,
            null,
            null,
            DataSize.ofMegabytes(1)));
  }

  @Test
  void how_much_of_an_answer_is_read_is_configured() {
    HttpTarget work = (HttpTarget)
        type.read(section("http: {request: {url: \"http://etl/run\"}, max-response-size: 3MB}"));

    assertThat(work.maxResponseSize()).isEqualTo(DataSize.ofMegabytes(3));
  }

  @Test
  void a_request_with_a_body_is_a_post_unless_it_says_otherwise() {
    HttpTarget work =
        (HttpTarget) type.read(section("http: {request: {url: \"http://etl/run\", body: \"{}\"}}"));

    assertThat(work.request().method()).isEqualTo("POST");
  }

  @Test
  void polls_send_the_headers_of_the_request_unless_they_have_their_own() {
    String yaml = """
        http:
          request: {method: PUT, url: "http://sync/job", headers: {Authorization: Bearer abc, X_Team: 7}}
          completion: poll
          poll: {url: "http://sync/status", running-when: {pointer: /a, equals: 1}%s}
        """;

    assertThat(((HttpTarget) type.read(section(yaml.formatted(""))))
            .poll()
            .target()
            .headers())
        .isEqualTo(Map.of("Authorization", "Bearer abc", "X_Team", "7"));
    assertThat(((HttpTarget) type.read(section(yaml.formatted(", headers: {X-Read: yes}"))))
            .poll()
            .target()
            .headers())
        .containsOnlyKeys("X-Read");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
          request: {method: PUT}                                              | request.url
          request: {url: ""}                                                  | request.url
          request: {url: /sync/api/jobs}                                      | request.url
          request: {url: "ftp://sync/x"}                                      | request.url
          request: {url: "http:///x"}                                         | request.url
          request: {url: "http://sync/a b?token=hunter2"}                     | request.url
          request: {url: "http://me:hunter2@sync/x"}                          | request.url
          request: {url: "http://sync/x#hunter2"}                             | request.url
          request: {url: "http://s/", method: FETCH}                          | request.method
          request: {url: "http://s/", timeout: 0s}                            | request.timeout
          {request: {url: "http://s/"}, max-response-size: 1B}                | max-response-size
          request: {url: "http://s/", headers: {Host: hunter2}}               | request.headers.Host
          request: {url: "http://s/", headers: {X: "a\\nhunter2"}}            | request.headers.X
          {request: {url: "http://s/"}, accepted-when: {pointer: /a}}         | accepted-when.equals
          {request: {url: "http://s/"}, busy-when: {equals: a}}               | busy-when.pointer
          {request: {url: "http://s/"}, busy-when: {pointer: a, equals: a}}   | busy-when.pointer
          {request: {url: "http://s/"}, completion: poll}                     | poll.url,poll.running-when
          {request: {url: "http://s/"}, poll: {url: "http://s/"}}             | poll
          """)
  void a_mistake_is_named_with_its_key_and_a_remedy(String yaml, String keys) {
    YamlTargetSection section =
        section("http: " + (yaml.startsWith("{") ? yaml : "{" + yaml + "}"));

    type.read(section);

    assertThat(section.problemKeys()).containsExactly(keys.split(","));
    assertThat(section.problems)
        .allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
    assertThat(section.problems.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"every", "seen-running-within", "timeout"})
  void a_poll_has_no_use_for_no_time(String key) {
    YamlTargetSection section = section("""
        http:
          request: {url: "http://sync/job"}
          completion: poll
          poll: {url: "http://sync/status", running-when: {pointer: /a, equals: 1}, %s: 0s}
        """.formatted(key));

    type.read(section);

    assertThat(section.problemKeys()).containsExactly("poll." + key);
  }

  @Test
  void an_unknown_key_is_no_key() {
    assertThatThrownBy(
            () -> type.read(section("http: {request: {url: \"http://s/\", retries: 3}}")))
        .isInstanceOf(BindException.class);
  }

  @Test
  void a_callback_needs_the_ping_key_of_its_job() {
    YamlTargetSection without =
        section("http: {request: {url: \"http://s/\"}, completion: callback}");
    without.checkedIn(RecordingRunContext.aJob(type.read(without), null));
    YamlTargetSection with = section("http: {request: {url: \"http://s/\"}, completion: callback}");
    with.checkedIn(RecordingRunContext.aJob(type.read(with), new PingKey("a-ping-key")));

    assertThat(without.problemKeys()).containsExactly("completion");
    assertThat(with.problems).isEmpty();
  }

  @Test
  void a_callback_needs_an_address_of_ours() {
    YamlTargetSection section =
        section("http: {request: {url: \"http://s/\"}, completion: callback}");

    type.read(section.withoutBaseUrl());

    assertThat(section.problems).hasSize(1);
    assertThat(section.problems.get(0).remedy()).contains("nightjar.base-url");
  }

  @Test
  void what_is_read_prints_no_secret() {
    HttpTarget work = (HttpTarget)
        type.read(
            section(
                "http: {request: {url: \"http://sync:1/a?key=hunter2\", headers: {Authorization: hunter2}, body: hunter2}}"));

    assertThat(work.toString()).isEqualTo("POST http://sync:1/a, completion RESPONSE");
  }

  @Test
  void a_runner_that_is_missing_from_the_jar_fails_its_runs_and_nothing_else() throws Exception {
    Class<?> loaded =
        new MissingClassLoader(HttpRunner.class).loadClass(HttpRunnerFactory.class.getName());
    assertThat(loaded.getDeclaredMethods()).isNotEmpty();
    assertThat(loaded.getDeclaredFields()).isNotEmpty();
    var constructor = loaded.getDeclaredConstructor(Clock.class, String.class);
    constructor.setAccessible(true);
    RunnerFactory other = (RunnerFactory) constructor.newInstance(Clock.systemUTC(), "");

    var job =
        RecordingRunContext.aJob(type.read(section("http: {request: {url: \"http://s/\"}}")), null);

    assertThatThrownBy(() -> other.runnerFor(job)).isInstanceOf(NoClassDefFoundError.class);
  }

  private static YamlTargetSection section(String yaml) {
    return YamlTargetSection.of("http", yaml);
  }

  private static RequestSpec target(String method, String url, int seconds) {
    return new RequestSpec(method, URI.create(url), Map.of(), Duration.ofSeconds(seconds));
  }

  private static JsonCondition condition(String pointer, String expected) {
    return new JsonCondition(JsonPointer.compile(pointer), expected);
  }
}
