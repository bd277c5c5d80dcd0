package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;

/**
 * Bounds how long a connection to PostgreSQL is waited for and listened to. The driver listens for ever by itself: a
 * server that vanishes without a word would hold the watchdog in one read. What is configured is left as it is.
 */
final class PostgresTimeouts {

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** In seconds, as the driver has them. */
  private static final Map<String, String> CONNECT =
      Map.of("connectTimeout", "5", "tcpKeepAlive", "true");

  /** No statement of a running Nightjar takes a minute; a migration of a large table may. */
  private static final Map<String, String> READ = Map.of("socketTimeout", "60");

  private PostgresTimeouts() {}

  /** For the pools. */
  static void boundAll(HikariConfig config) {
    boundConnecting(config);
    addUnlessSet(config, READ);
  }

  /** For migrations, which the server itself ends when it dies, and keep-alive when it vanishes. */
  static void boundConnecting(HikariConfig config) {
    addUnlessSet(config, CONNECT);
  }

  private static void addUnlessSet(HikariConfig config, Map<String, String> defaults) {
    String url = config.getJdbcUrl();
    if (url == null || !url.startsWith(POSTGRESQL)) {
      return;
    }
    defaults.forEach((property, value) -> {
      boolean set = config.getDataSourceProperties().containsKey(property)
          || url.contains("?" + property + "=")
          || url.contains("&" + property + "=");
      if (!set) {
        config.addDataSourceProperty(property, value);
      }
    });
  }
}
