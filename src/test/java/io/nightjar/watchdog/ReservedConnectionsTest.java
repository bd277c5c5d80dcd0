package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.database.ConnectionPools;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A flood of pings, Quartz or a slow report has taken every connection that it can get. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class ReservedConnectionsTest {

  private static final int ORDINARY = 3;

  @Parameter
  Databases databases;

  @Test
  void judging_goes_on_when_all_ordinary_connections_are_taken() throws Exception {
    Database database = databases.create();
    Map<String, Object> jobs = Nights.oneJob("nightjar.watchdog.enabled", "true");
    try (ConnectionPools pools = pools(database);
        World world =
            World.on(new Database(databases, database.url(), pools), Nights.START, jobs)) {
      await().until(() -> count(database, "expected_run") > 0);
      List<Connection> flood = new ArrayList<>();
      for (int i = 0; i < ORDINARY; i++) {
        flood.add(pools.getConnection());
      }

      world.clock().set(Nights.NIGHT.plusSeconds(601));

      await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
        // After a jump of the clock the evidence is read again a little later.
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(count(database, "incident")).isOne();
      });
      for (Connection each : flood) {
        each.close();
      }
    } finally {
      database.close();
    }
  }

  private static ConnectionPools pools(Database database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.vendor() == Databases.H2 ? "sa" : "postgres");
    config.setMaximumPoolSize(ORDINARY);
    config.setConnectionTimeout(60_000);
    return new ConnectionPools(config);
  }

  private static int count(Database database, String table) {
    return database
        .jdbc()
        .sql("SELECT COUNT(*) FROM " + table)
        .query(Integer.class)
        .single();
  }
}
