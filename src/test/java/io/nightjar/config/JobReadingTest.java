package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static io.nightjar.job.Reading.onlyJob;
import static io.nightjar.job.Reading.problems;
import static io.nightjar.job.Reading.read;
import static io.nightjar.job.Reading.remedies;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.Contact;
import io.nightjar.job.Dependencies;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.job.PingKey;
import io.nightjar.job.StaleInputPolicy;
import io.nightjar.job.StubKinds;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobReadingTest {

  /** One sound job, and what is added to it. */
  private static Yaml job(String... more) {
    StringBuilder text =
        new StringBuilder("nightjar:\n  jobs:\n    nightly:\n      schedule: '0 5 0 * * *'\n");
    for (String line : more) {
      text.append("      ").append(line).append('\n');
    }
    return yaml(text.toString());
  }

  @Test
  void a_job_with_all_its_keys() {
    Job job = onlyJob(job(
        "description: Rebuilds it",
        "time-zone: Europe/London",
        "start-within: 5m",
        "finish-within: 30m",
        "early-by: 30s",
        "at-least: 2s",
        "catch-up-within: 5h",
        "overlap: allow",
        "stale-input: warn",
        "fresh-for: 26h",
        "channel: '#sync'",
        "owner: '@sync-team'",
        "runbook: https://wiki.example/x",
        "http: {request: {method: PUT, url: 'http://sync/a', headers: {X-Y: z}}, completion: poll,"
            + " poll: {url: 'http://sync/b', running-when: {pointer: /a, equals: true}}}",
        "ping-key: 8a5e9a4c-6f0b-4b4e-9d3f-111111111111"));

    assertThat(job.description()).isEqualTo("Rebuilds it");
    assertThat(job.schedule().zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(job.expectations())
        .isEqualTo(new Expectations(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofHours(26)));
    assertThat(job.catchUpWithin()).isEqualTo(Duration.ofHours(5));
    assertThat(job.overlap()).isEqualTo(OverlapPolicy.ALLOW);
    assertThat(job.dependencies()).isEqualTo(new Dependencies(Set.of(), StaleInputPolicy.WARN));
    assertThat(job.contact())
        .isEqualTo(new Contact("#sync", "@sync-team", "https://wiki.example/x"));
    assertThat(job.runsHere()).isTrue();
    assertThat(job.work()).isInstanceOfSatisfying(StubKinds.HttpWork.class, work -> {
      assertThat(work.request().headers()).isEqualTo(Map.of("X-Y", "z"));
      assertThat(work.poll())
          .isNotNull()
          .satisfies(poll -> assertThat(poll.runningWhen().expected()).isEqualTo("true"));
    });
    assertThat(job.definition())
        .isEqualTo(
            "\"0 5 0 * * *\" in Europe/London, start within 5m, finish within 30m, early by 30s, at least 2s");
  }

  @Test
  void a_job_with_its_schedule_alone_takes_the_defaults() {
    Job job = onlyJob(
        job("bean: report")
            .and(
                "weak.yml",
                "nightjar: {time-zone: Asia/Kathmandu, defaults: {start-within: 1m, finish-within: 90m}}"));
    assertThat(job.definition())
        .isEqualTo(
            "\"0 5 0 * * *\" in Asia/Kathmandu, start within 1m, finish within 1h30m, early by 1m");
    assertThat(job.work()).isEqualTo(new StubKinds.BeanWork("report"));
    assertThat(job.overlap()).isEqualTo(OverlapPolicy.SKIP);
    assertThat(job.catchUpWithin()).isZero();
    assertThat(job.dependencies().staleInput()).isEqualTo(StaleInputPolicy.HOLD);
  }

  @Test
  void without_a_zone_anywhere_it_is_utc_never_the_zone_of_the_machine() {
    assertThat(onlyJob(job("bean: x")).schedule().zone()).isEqualTo(ZoneId.of("UTC"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "start-within: 3h    | start-within | 3h   | is longer than finish-within (2h by default)",
        "finish-within: 5m   | finish-within | 5m  | is shorter than start-within (10m by default)",
        "start-within: 0     | start-within | 0    | leaves no time to start",
        "start-within: -1m   | start-within | -1m  | is negative",
        "at-least: 2h        | at-least     | 2h   | is not shorter than finish-within (2h), so no run could meet both",
        "fresh-for: 0s       | fresh-for    | 0    | would make the data stale at once",
        "catch-up-within: -1h | catch-up-within | -1h | is negative",
        "time-zone: Mars     | time-zone    | Mars | is not a time zone",
        "overlap: maybe      | overlap      | maybe | is not an allowed value",
        "stale-input: eat    | stale-input  | eat  | is not an allowed value",
        "runbook: 'javascript:alert(1)' | runbook | javascript:alert(1) | is not a link",
        "requires: nightly   | requires     | nightly | is the job itself",
        "requires: [a, b]    | requires     | a    | is not a job",
        "ping-key: a/b       | ping-key     | ***  | cannot stand in an address",
        "ping-key: '${X:}'   | ping-key     |      | is blank",
        "ping-key: '${X}'    | ping-key     | ***  | takes its value from ${X}, and X is not set",
        "shedule: '@daily'   | shedule      | @daily | is not a known key",
        "secret-thing: abc   | secret-thing | ***  | is not a known key",
      })
  void what_is_wrong_with_a_job(String line, String key, String value, String problem) {
    assertThat(problems(job("bean: x", line)))
        .contains("nightjar.jobs.nightly." + key + " | " + (value == null ? "" : value) + " | "
            + problem);
  }

  @Test
  void a_cron_that_is_refused_is_told_with_its_remedy() {
    Yaml yaml = yaml(
        "nightjar.jobs: {a: {schedule: '0 61 0 * * *', bean: x}, b: {schedule: '0 0 0 * * 1', bean: x}}");
    assertThat(problems(yaml)).hasSize(2).allMatch(problem -> problem.contains(".schedule | 0 "));
    assertThat(remedies(yaml)).noneMatch(String::isBlank);
  }

  @Test
  void a_job_without_a_schedule_or_with_a_blank_one() {
    assertThat(problems(yaml("nightjar.jobs: {a: {bean: x}, b: {schedule: '', bean: x}}")))
        .containsExactlyInAnyOrder(
            "nightjar.jobs.a.schedule | null | is missing",
            "nightjar.jobs.b.schedule |  | is missing");
  }

  @Test
  void a_job_that_nothing_could_report() {
    assertThat(problems(job()))
        .containsExactly(
            "nightjar.jobs.nightly | null | has neither a runner nor a ping-key, so no start of it could ever be reported");
    assertThat(remedies(job()))
        .containsExactly(
            "give it one of bean, command, http, or, if it runs elsewhere, a ping-key");
  }

  @Test
  void two_runners_in_one_job_are_told_with_the_problems_of_both() {
    assertThat(problems(job("http: {request: {url: ftp}}", "command: {}", "bean: {name: x}")))
        .containsExactlyInAnyOrder(
            "nightjar.jobs.nightly | null | has more than one runner: http and command and bean",
            "nightjar.jobs.nightly.command.run | null | is missing",
            "nightjar.jobs.nightly.http.request.url | ftp | is no address",
            "nightjar.jobs.nightly.bean | null | is a group of keys where a single value belongs");
  }

  @Test
  void a_runner_with_nothing_below_it_is_asked_for_what_it_requires() {
    assertThat(problems(job("http:")))
        .containsExactly("nightjar.jobs.nightly.http.request | null | is missing");
  }

  @Test
  void a_callback_needs_a_ping_key_and_a_broken_one_is_told_once() {
    String callback = "http: {request: {url: 'http://a'}, completion: callback}";
    assertThat(problems(job(callback)))
        .containsExactly("nightjar.jobs.nightly.http.completion | callback | needs a ping-key");
    assertThat(problems(job(callback, "ping-key: '${X}'"))).hasSize(1);
    assertThat(onlyJob(job(callback, "ping-key: abc")).pingKey()).isEqualTo(new PingKey("abc"));
  }

  @Test
  void two_jobs_with_one_ping_key() {
    assertThat(problems(yaml("""
        nightjar.jobs:
          a: {schedule: "@daily", ping-key: shared-secret}
          b: {schedule: "@daily", ping-key: shared-secret}
          c: {schedule: "@daily", ping-key: other}
        """)))
        .containsExactly("nightjar.jobs.b.ping-key | *** | is also the ping-key of a");
  }

  @Test
  void circles_and_unknown_requirements_are_told_together() {
    Yaml yaml = yaml("""
        nightjar.jobs:
          load: {schedule: "@daily", bean: x, requires: [index, owner]}
          index: {schedule: "@daily", bean: x, requires: [rebuild]}
          rebuild: {schedule: "@daily", bean: x, requires: [load]}
          owner: {schedule: "@daily", bean: x, requires: [Rebuild]}
        """);
    assertThat(problems(yaml))
        .containsExactly(
            "nightjar.jobs.rebuild.requires | load | closes a cycle: load requires index requires rebuild requires load",
            "nightjar.jobs.owner.requires | Rebuild | is not a job");
    assertThat(remedies(yaml)).contains("did you mean rebuild?");
  }

  @Test
  void an_empty_catalogue_is_legal() {
    assertThat(read(yaml("")).get(JobCatalogue.class).jobs()).isEmpty();
    assertThat(read(yaml("nightjar:\n  jobs:\n")).get(JobCatalogue.class).jobs())
        .isEmpty();
    assertThat(problems(yaml("nightjar.jobs: none")))
        .containsExactly("nightjar.jobs | none | is a single value where jobs belong");
  }
}
