package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.World;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The kinds of channels as a Nightjar has them that is configured as a person would. */
class ChannelKindsTest {

  @Test
  void they_come_in_the_order_in_which_they_are_preferred() {
    try (var context = nightjar(Map.of())) {
      assertThat(channels(context))
          .extracting(Channel::kind)
          .containsExactly("slack", "slack-fallback", "webhook", "email", "console");
      assertThat(channels(context)).noneMatch(Channel::isConfigured);
    }
  }

  @Test
  void each_is_configured_by_its_own_keys() {
    Map<String, Object> all = Map.of(
        "nightjar.slack.webhook-url", "https://hooks.slack.example/services/1",
        "nightjar.slack.fallback.token", "xoxb-2",
        "nightjar.slack.fallback.channel", "#second",
        "nightjar.webhook.url", "https://hooks.example/nightjar",
        "nightjar.webhook.format", "teams");
    try (var context = nightjar(all)) {
      assertThat(channels(context))
          .filteredOn(Channel::isConfigured)
          .extracting(channel -> channel.kind() + " " + channel.place("#sync"))
          .containsExactly("slack ", "slack-fallback #second", "webhook hooks.example");
    }
  }

  @Test
  void what_cannot_work_stops_the_start_without_telling_a_secret() {
    Map<String, Object> wrong = Map.of(
        "nightjar.slack.fallback.webhook-url", "s3cret-1",
        "nightjar.webhook.url", "s3cret-2",
        "nightjar.webhook.secret", "s3cret-3",
        "nightjar.webhook.format", "teams",
        "nightjar.email.to", "on-call@example.org",
        "nightjar.email.from", "nightjar@example.org");

    assertThatThrownBy(() -> nightjar(wrong))
        .hasMessageContaining("nightjar.slack.fallback.webhook-url")
        .hasMessageContaining("nightjar.webhook.url")
        .hasMessageContaining("nightjar.webhook.secret")
        .hasMessageContaining("nightjar.email.to")
        .hasMessageContaining("set spring.mail.host")
        .hasMessageNotContaining("s3cret");
  }

  private static AnnotationConfigApplicationContext nightjar(Map<String, Object> properties) {
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    context.registerBean(Clock.class, Clock::systemUTC);
    context.register(World.jobRoom(), ConsoleChannel.class);
    context.scan(
        "io.nightjar.notification.slack",
        "io.nightjar.notification.webhook",
        "io.nightjar.notification.email");
    context.refresh();
    return context;
  }

  private static List<Channel> channels(AnnotationConfigApplicationContext context) {
    return context.getBeanProvider(Channel.class).orderedStream().toList();
  }
}
