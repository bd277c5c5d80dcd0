package io.nightjar.notification.dispatch;

import static io.nightjar.notification.Notifications.NOW;
import static io.nightjar.notification.Notifications.add;
import static io.nightjar.notification.Notifications.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Routing;
import io.nightjar.notification.outbox.OutboxBacklog;
import io.nightjar.platform.loop.ClockCorrection;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** The room as Spring puts it together. */
class AlertingStatusTest {

  private final Databases.Database database = Databases.H2.create();

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(
          JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
      .withBean(DataSource.class, database::dataSource)
      .withBean(TransactionTemplate.class, database::transactions)
      .withBean(Clock.class, Clock::systemUTC)
      .withBean(ClockCorrection.class, () -> now -> now)
      .withInitializer(context -> {
        ((AnnotationConfigRegistry) context).register(World.jobRoom());
        ((AnnotationConfigRegistry) context).register(World.instanceRoom());
        ((AnnotationConfigRegistry) context)
            .scan(
                "io.nightjar.platform.sql",
                "io.nightjar.ledger",
                "io.nightjar.notification",
                "io.nightjar.incident");
      })
      .withPropertyValues("nightjar.environment=test", "nightjar.watchdog.enabled=false");

  @Test
  void
      without_a_token_or_console_nothing_is_configured_and_what_is_owed_is_refused_with_the_remedy() {
    runner.run(context -> {
      Destination destination = context.getBean(Routing.class).destinationOf(null);
      assertThat(destination).isEqualTo(new Destination("slack", ""));
      add(database, first("opened", destination.place()));

      context.getBean(Dispatcher.class).step(NOW.plusSeconds(1));

      assertThat(context.getBean(AlertingStatus.class).facts(NOW.plusSeconds(1)))
          .isEqualTo(new AlertingState(
              false,
              "slack",
              false,
              null,
              null,
              "no Slack token is configured: set nightjar.slack.token",
              new OutboxBacklog(1, 1, NOW, Duration.ofSeconds(1))));
    });
  }

  @Test
  void the_console_is_used_when_it_is_allowed_and_slack_has_no_token() {
    runner.withPropertyValues("nightjar.alert.console=true").run(context -> {
      Destination destination = context.getBean(Routing.class).destinationOf("#sync");
      assertThat(destination).isEqualTo(new Destination("console", "#sync"));
      assertThat(context.getBean(AlertingStatus.class).facts(NOW).configured()).isTrue();
    });
  }

  @Test
  void slack_goes_before_the_console() {
    runner
        .withPropertyValues(
            "nightjar.alert.console=true",
            "nightjar.slack.token= xoxb-1 ",
            "nightjar.slack.channel=#monitoring-prod")
        .run(context -> {
          Destination destination = context.getBean(Routing.class).destinationOf(null);
          assertThat(destination).isEqualTo(new Destination("slack", "#monitoring-prod"));
        });
  }

  @Test
  void the_dispatcher_runs_in_the_watchdog_role() {
    runner.withPropertyValues("nightjar.watchdog.enabled=true").run(context -> {
      assertThat(context.getBean(DispatcherLoop.class).isRunning()).isTrue();
      assertThat(context.getBean(AlertingStatus.class).facts(NOW).dispatching()).isTrue();
    });
  }

  @Test
  void the_dispatcher_does_not_run_without_the_watchdog_role() {
    runner.run(context -> assertThat(context).doesNotHaveBean(DispatcherLoop.class));
  }
}
