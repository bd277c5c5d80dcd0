package io.nightjar.actuator;

import io.nightjar.config.Roles;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.instance.DatabaseAvailability;
import io.nightjar.notification.dispatch.AlertingStatus;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The components of health that ask the database. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

  /** In place of Spring Boot's, which asks anew for each caller. */
  @Bean
  HealthIndicator dbHealthIndicator(DataSource dataSource, Clock clock) {
    return new CachedHealthIndicator(new DataSourceHealthIndicator(dataSource), clock);
  }

  @Bean
  HealthIndicator jobsHealthIndicator(
      IncidentRepository incidents, DatabaseAvailability reach, Clock clock) {
    return new CachedHealthIndicator(new JobsHealthIndicator(incidents, reach), clock);
  }

  @Bean
  HealthIndicator alertingHealthIndicator(
      Roles roles, AlertingStatus alerting, DatabaseAvailability reach, Clock clock) {
    return new CachedHealthIndicator(
        new AlertingHealthIndicator(roles, alerting, reach, clock), clock);
  }
}
