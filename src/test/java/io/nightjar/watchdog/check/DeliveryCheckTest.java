package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.notification.dispatch.Dispatcher;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.notification.outbox.OutboxQuery;
import io.nightjar.notification.slack.Answer;
import io.nightjar.notification.slack.SlackStandIn;
import io.nightjar.watchdog.Watchdog;
import io.nightjar.watchdog.WatchdogLane;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A place that takes no messages is an incident of its own. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class DeliveryCheckTest {

  private static final Instant START = Instant.parse("2026-01-22T00:04:00Z");

  @Parameter
  Databases databases;

  private SlackStandIn slack;
  private World world;

  @BeforeEach
  void setUp() {
    slack = SlackStandIn.start("#monitoring-prod");
    Map<String, Object> properties = new LinkedHashMap<>(World.job("job", "0 5 0 * * *"));
    properties.put("nightjar.slack.token", SlackStandIn.TOKEN);
    properties.put("nightjar.slack.channel", "#monitoring-prod");
    properties.put("nightjar.slack.api-url", slack.apiUrl());
    properties.put("nightjar.alert.console", "true");
    world = World.on(databases.create(), START, properties);
    world.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), world.now());
    jobMissing();
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
    slack.close();
  }

  @Test
  void a_place_that_refuses_is_told_elsewhere_at_once_and_once() {
    slack.refuse("#monitoring-prod", "is_archived");
    pass(Duration.ofMinutes(10));

    assertThat(undeliverable()).singleElement().satisfies(incident -> {
      assertThat(incident.isOpen()).isTrue();
      assertThat(incident.subject()).isEqualTo("slack #monitoring-prod");
      assertThat(incident.job()).isNull();
      assertThat(incident.cause()).contains("is_archived");
    });
    assertThat(toldOnTheConsole())
        .containsExactlyInAnyOrder(
            "[test] job did not start", "[test] slack #monitoring-prod takes no messages");
  }

  @Test
  void it_ends_when_the_place_takes_messages_again() {
    slack.refuse("#monitoring-prod", "is_archived");
    pass(Duration.ofSeconds(20));
    slack.recover();
    pass(Duration.ofMinutes(6));

    assertThat(undeliverable()).singleElement().satisfies(incident -> {
      assertThat(incident.ending()).isNotNull();
      assertThat(incident.ending().resolution()).isEqualTo(Resolution.DELIVERED_AGAIN);
    });
    assertThat(toldOnTheConsole())
        .last()
        .isEqualTo("[test] slack #monitoring-prod takes messages again");
    assertThat(slack.messages()).hasSize(1);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_message_whose_content_is_refused_is_told_there_and_elsewhere_and_so_is_its_end() {
    slack.answerNext(
        Answer.refusal("invalid_blocks"),
        Answer.refusal("msg_too_long"),
        Answer.refusal("msg_too_long"));
    pass(Duration.ofSeconds(10));

    assertThat(undeliverable())
        .extracting(Incident::subject)
        .contains("a message to slack #monitoring-prod");
    assertThat(toldOnTheConsole())
        .contains("[test] slack #monitoring-prod refuses the text of a message");
    pass(Duration.ofSeconds(20));
    assertThat(undeliverable()).noneMatch(Incident::isOpen);
    assertThat(slack.messages("#monitoring-prod"))
        .extracting(message -> message.asText().lines().findFirst().orElse(""))
        .containsExactly(
            "🔴 [test] slack #monitoring-prod refuses the text of a message",
            "🔴 [test] job did not start",
            "🟢 [test] slack #monitoring-prod has taken the refused message");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_place_that_takes_them_is_none() {
    pass(Duration.ofMinutes(10));

    assertThat(undeliverable()).isEmpty();
    assertThat(toldOnTheConsole()).isEmpty();
  }

  private void jobMissing() {
    world.clock().set(START.plusSeconds(661));
    step();
    // A jump of the clock has the evidence read once more.
    world.clock().set(START.plusSeconds(667));
    step();
  }

  private void pass(Duration duration) {
    Instant end = world.now().plus(duration);
    while (world.now().isBefore(end)) {
      world.clock().set(world.now().plusSeconds(1));
      step();
    }
  }

  private void step() {
    world.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), world.now());
    while (world.get(Dispatcher.class).step(world.now())) {
      // On to the next.
    }
  }

  private List<Incident> undeliverable() {
    return world.get(IncidentRepository.class).list(new IncidentQuery(null, null, 100)).stream()
        .filter(incident -> incident.kind() == IncidentKind.UNDELIVERABLE)
        .toList();
  }

  private List<String> toldOnTheConsole() {
    return world.get(Outbox.class).list(new OutboxQuery(true, null, null, 100)).stream()
        .sorted(java.util.Comparator.comparing(OutboxEntry::seq))
        .map(OutboxEntry::notification)
        .filter(notification -> notification.destination().channelKind().equals("console"))
        .map(notification -> notification.message().headline())
        .toList();
  }
}
