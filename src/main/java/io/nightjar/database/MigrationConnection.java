package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.stereotype.Component;

/** Has migrations done on a connection of their own, on which a statement may take as long as it takes. */
@Component
class MigrationConnection implements FlywayConfigurationCustomizer {

  private final HikariConfig config;
  private final FlywayProperties flyway;

  MigrationConnection(HikariConfig config, FlywayProperties flyway) {
    this.config = config;
    this.flyway = flyway;
  }

  @Override
  public void customize(FluentConfiguration configuration) {
    // Somebody who names another user for migrations has a connection of its own already.
    if (flyway.getUrl() == null && flyway.getUser() == null) {
      configuration.dataSource(own());
    }
  }

  private DataSource own() {
    ConnectionDefaults.forMigrations(config);
    return UnpooledConnections.of(config);
  }
}
