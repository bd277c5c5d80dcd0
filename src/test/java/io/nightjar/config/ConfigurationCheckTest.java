package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static io.nightjar.job.Reading.problems;
import static io.nightjar.job.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.instance.SchedulerProperties;
import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ConfigurationCheckTest {

  @Test
  void the_defaults() {
    ConfigurationRead settings = read(yaml(""));
    assertThat(settings.get(NightjarProperties.class))
        .isEqualTo(new NightjarProperties("local", null, ZoneId.of("UTC")));
    assertThat(settings.get(Roles.class)).isEqualTo(new Roles(true, true));
  }

  @Test
  void two_rooms_may_share_a_prefix() {
    ConfigurationRead settings =
        read(yaml("nightjar.scheduler: {enabled: false, threads: 3}"), SchedulerProperties.class);
    assertThat(settings.get(SchedulerProperties.class).threads()).isEqualTo(3);
    assertThat(settings.get(Roles.class)).isEqualTo(new Roles(false, true));
    assertThat(problems(yaml("nightjar.scheduler: {enabled: false, threads: 3}")))
        .containsExactly("nightjar.scheduler.threads | *** | is not a known key");
  }

  @Test
  void problems_of_all_parts_come_together() throws ClassNotFoundException {
    assertThat(problems(yaml("""
        nightjar:
          environment: ""
          base-url: nightjar.example
          time-zone: Europe/Londn
          scheduler.threads: 0
          watchdog.enabled: ja
          defaults: {start-within: 3h}
          slack: {tokn: "xoxb-123", chanel: "#a", other: x}
        """), SchedulerProperties.class, slack()))
        .containsExactly(
            "nightjar.environment |  | is blank",
            "nightjar.base-url | nightjar.example | is not a web address",
            "nightjar.time-zone | Europe/Londn | is not a time zone",
            "nightjar.scheduler.threads | 0 | leaves no thread for a job to run on",
            "nightjar.watchdog.enabled | ja | is neither true nor false",
            "nightjar.defaults.start-within | 3h | is longer than finish-within (2h)",
            "nightjar.slack.tokn | *** | is not a known key",
            "nightjar.slack.chanel | #a | is not a known key",
            "nightjar.slack.other | *** | is not a known key");
  }

  @Test
  void links_begin_with_the_base_url_without_a_double_slash() {
    ConfigurationRead settings = read(yaml("nightjar.base-url: https://nightjar.example/night/"));
    assertThat(settings.get(NightjarProperties.class).link("/jobs/a"))
        .isEqualTo("https://nightjar.example/night/jobs/a");
  }

  private static Class<?> slack() throws ClassNotFoundException {
    return Class.forName("io.nightjar.notification.slack.SlackProperties");
  }
}
