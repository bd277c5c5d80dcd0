package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static io.nightjar.job.Reading.problems;
import static io.nightjar.job.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

@NullMarked
class SettingsTest {

  record Threads(@DefaultValue("25") int threads) {}

  record Slack(@Nullable String token, @Nullable String channel) {}

  private static final SettingsSection<Threads> THREADS =
      SettingsSection.of("nightjar.scheduler", Threads.class, (value, problems) -> {
        if (value.threads() < 1) {
          problems.problem(
              "threads", String.valueOf(value.threads()), "is too few", "write 1 or more");
        }
      });
  private static final SettingsSection<Slack> SLACK =
      SettingsSection.of("nightjar.slack", Slack.class);

  @Test
  void the_defaults() {
    Settings settings = read(yaml(""));
    assertThat(settings.get(NightjarProperties.class))
        .isEqualTo(new NightjarProperties("local", null, ZoneId.of("UTC")));
    assertThat(Roles.of(settings.get(Roles.Switches.class))).isEqualTo(new Roles(true, true));
  }

  @Test
  void two_rooms_may_share_a_prefix() {
    Settings settings = read(yaml("nightjar.scheduler: {enabled: false, threads: 3}"), THREADS);
    assertThat(settings.get(Threads.class)).isEqualTo(new Threads(3));
    assertThat(Roles.of(settings.get(Roles.Switches.class))).isEqualTo(new Roles(false, true));
    assertThat(problems(yaml("nightjar.scheduler: {enabled: false, threads: 3}")))
        .containsExactly("nightjar.scheduler.threads | *** | is not a known key");
  }

  @Test
  void problems_of_all_parts_come_together() {
    assertThat(problems(yaml("""
        nightjar:
          environment: ""
          base-url: nightjar.example
          time-zone: Europe/Londn
          scheduler.threads: 0
          watchdog.enabled: ja
          defaults: {start-within: 3h}
          slack: {tokn: "xoxb-123", chanel: "#a", other: x}
        """), THREADS, SLACK))
        .containsExactly(
            "nightjar.environment |  | is blank",
            "nightjar.base-url | nightjar.example | is not the address of a web site",
            "nightjar.time-zone | Europe/Londn | is not a time zone",
            "nightjar.scheduler.threads | 0 | is too few",
            "nightjar.watchdog.enabled | ja | is neither true nor false",
            "nightjar.defaults.start-within | 3h | is longer than finish-within (2h)",
            "nightjar.slack.tokn | *** | is not a known key",
            "nightjar.slack.chanel | #a | is not a known key",
            "nightjar.slack.other | *** | is not a known key");
  }

  @Test
  void links_begin_with_the_base_url_without_a_double_slash() {
    Settings settings = read(yaml("nightjar.base-url: https://nightjar.example/night/"));
    assertThat(settings.get(NightjarProperties.class).link("/jobs/a"))
        .isEqualTo("https://nightjar.example/night/jobs/a");
  }

  @Test
  void asking_for_a_part_that_nobody_registered_says_how_to_register_it() {
    Settings settings = read(yaml(""));
    assertThatIllegalStateException()
        .isThrownBy(() -> settings.get(Slack.class))
        .withMessageContaining("add a bean SettingsSection.of(prefix, Slack.class)");
  }
}
