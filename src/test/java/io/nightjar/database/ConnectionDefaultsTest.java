package io.nightjar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectionDefaultsTest {

  private final HikariDataSource pool = new HikariDataSource();

  private Properties after(String url) {
    pool.setJdbcUrl(url);
    ConnectionDefaults.forPools(pool);
    return pool.getDataSourceProperties();
  }

  @Test
  void postgresql_is_neither_waited_for_nor_listened_to_for_ever() {
    assertThat(after("jdbc:postgresql://db/nightjar"))
        .containsOnly(
            java.util.Map.entry("connectTimeout", "5"),
            java.util.Map.entry("socketTimeout", "60"),
            java.util.Map.entry("tcpKeepAlive", "true"));
  }

  @Test
  void a_migration_may_take_its_time() {
    pool.setJdbcUrl("jdbc:postgresql://db/nightjar");

    ConnectionDefaults.forMigrations(pool);

    assertThat(pool.getDataSourceProperties()).doesNotContainKey("socketTimeout");
  }

  @Test
  void what_is_configured_stays() {
    pool.addDataSourceProperty("socketTimeout", "600");

    assertThat(after("jdbc:postgresql://db/nightjar?ssl=true&connectTimeout=2"))
        .containsEntry("socketTimeout", "600")
        .doesNotContainKey("connectTimeout")
        .containsEntry("tcpKeepAlive", "true");
  }

  @Test
  void sessions_of_mariadb_have_the_zone_and_the_isolation_of_the_others() throws SQLException {
    Database database = Databases.MARIADB.createEmpty();

    String session = database
        .jdbc()
        .sql("SELECT CONCAT(TIMEDIFF(CURRENT_TIMESTAMP, UTC_TIMESTAMP), ' ', @@tx_isolation)")
        .query(String.class)
        .single();

    assertThat(session).isEqualTo("00:00:00 READ-COMMITTED");
    try (Connection connection = database.dataSource().getConnection()) {
      assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
    }
    database.close();
  }

  @Test
  void another_database_is_left_alone() {
    assertThat(after("jdbc:h2:mem:x")).isEmpty();
  }

  /** The names are the driver's: one that it does not know would be passed over in silence. */
  @Test
  @Timeout(20)
  void a_server_that_takes_the_connection_and_says_nothing_is_given_up() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        pool) {
      pool.addDataSourceProperty("socketTimeout", "1");
      pool.setInitializationFailTimeout(0);
      pool.setConnectionTimeout(2_000);
      after("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/nightjar");

      assertThatThrownBy(pool::getConnection).hasStackTraceContaining("timed out");
    }
  }
}
