package io.nightjar.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

/** How the application reaches PostgreSQL. */
class DatabaseConfigurationTest {

  private final Database database = Databases.POSTGRESQL.createEmpty();

  @AfterEach
  void tearDown() {
    database.close();
  }

  private void run(ContextConsumer<AssertableApplicationContext> then, String... more) {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
        .withUserConfiguration(
            World.jobRoom(), DatabaseConfiguration.class, MigrationConnection.class)
        .withPropertyValues(
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=postgres",
            "spring.datasource.password=",
            "spring.datasource.hikari.maximum-pool-size=3",
            "spring.datasource.hikari.connection-timeout=250",
            "spring.flyway.locations=classpath:db/migration/{vendor}")
        .withPropertyValues(more)
        .run(then);
  }

  @Test
  void a_statement_is_given_up_after_a_minute_but_not_in_a_migration() {
    run(context -> {
      assertThat(context).hasNotFailed();
      DataSource migrations = context.getBean(Flyway.class).getConfiguration().getDataSource();
      try (Connection ordinary = context.getBean(DataSource.class).getConnection();
          Connection migration = migrations.getConnection()) {
        assertThat(ordinary.getNetworkTimeout()).isEqualTo(60_000);
        assertThat(migration.getNetworkTimeout()).isZero();
      }
    });
  }

  @Test
  void what_is_configured_holds_for_migrations_too() {
    run(
        context -> {
          DataSource migrations =
              context.getBean(Flyway.class).getConfiguration().getDataSource();
          try (Connection migration = migrations.getConnection()) {
            assertThat(migration.getNetworkTimeout()).isEqualTo(7_000);
            assertThat(migration.getSchema()).isEqualTo("pg_catalog");
          }
        },
        "spring.datasource.hikari.data-source-properties.socketTimeout=7",
        "spring.datasource.hikari.schema=pg_catalog",
        "spring.flyway.enabled=true",
        "spring.flyway.schemas=public");
  }

  @Test
  void reserved_connections_are_there_when_all_others_are_taken() {
    run(context -> {
      DataSource pools = context.getBean(DataSource.class);
      List<Connection> taken = takeAll(pools);
      try {
        boolean answered = ReservedConnections.use(() -> answers(pools));

        assertThat(taken).hasSize(3);
        assertThat(answered).isTrue();
        assertThat(answers(pools)).isFalse();
      } finally {
        for (Connection each : taken) {
          each.close();
        }
      }
    });
  }

  private static List<Connection> takeAll(DataSource pools) {
    List<Connection> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(pools.getConnection());
      }
    } catch (SQLException none) {
      return taken;
    }
  }

  private static boolean answers(DataSource pools) {
    try (Connection connection = pools.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }
}
