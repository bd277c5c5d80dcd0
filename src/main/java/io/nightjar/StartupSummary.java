package io.nightjar;

import io.nightjar.config.NightjarProperties;
import io.nightjar.instance.InstanceInfo;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.Routing;
import io.nightjar.notification.dispatch.AlertingStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs in one line, when everything has started, what this process does and where its alerts go. */
@Component
class StartupSummary {

  private static final Logger log = LoggerFactory.getLogger(StartupSummary.class);

  private final NightjarProperties settings;
  private final InstanceInfo process;
  private final JobCatalogue catalogue;
  private final DataSource dataSource;
  private final AlertTarget alerts;

  StartupSummary(
      NightjarProperties settings,
      InstanceInfo process,
      JobCatalogue catalogue,
      DataSource dataSource,
      AlertTarget alerts) {
    this.settings = settings;
    this.process = process;
    this.catalogue = catalogue;
    this.dataSource = dataSource;
    this.alerts = alerts;
  }

  /** Where alerts go. */
  @Component
  record AlertTarget(AlertingStatus alerting, Routing routing, Clock clock) {

    boolean anybody() {
      return alerting.facts(clock.instant()).configured();
    }

    String where() {
      return routing.destinationOf(null).toString().strip();
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    String line = "Nightjar " + process.version() + " has started in environment "
        + settings.environment()
        + ", roles " + (process.roles().isEmpty() ? "none" : String.join(" and ", process.roles()))
        + ", " + catalogue.configured().size() + " jobs, database " + database();
    if (alerts.anybody()) {
      log.info("{}, alerts go to {}", line, alerts.where());
    } else {
      log.warn(
          "{}, NO ALERT IS SENT TO ANYBODY: set nightjar.slack.token and nightjar.slack.channel",
          line);
    }
  }

  private String database() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName() + " "
          + connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      return "unknown (the database does not answer)";
    }
  }
}
