package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings for the drivers of database servers, unless they are configured: how long to wait for a connection and to listen
 * to it, because by themselves they listen for ever, and a server that vanishes would hold the watchdog in one read; and
 * for MariaDB and MySQL the time zone and the isolation that the other databases have by themselves.
 */
public enum ConnectionDefaults {
  /** In seconds. */
  POSTGRESQL(
      "jdbc:postgresql:",
      Map.of("connectTimeout", "5", "tcpKeepAlive", "true"),
      Map.of("socketTimeout", "60")),
  /**
   * In milliseconds. Instants are kept as UTC, so the session has that zone. Under the server's own isolation, REPEATABLE
   * READ, a transaction that has waited for a lock would go on to read what was there before.
   */
  MARIADB(
      "jdbc:mariadb:",
      Map.of(
          "connectTimeout", "5000",
          "connectionTimeZone", "UTC",
          "forceConnectionTimeZoneToSession", "true",
          "preserveInstants", "true",
          "transactionIsolation", "READ_COMMITTED"),
      Map.of("socketTimeout", "60000"));

  private final String prefix;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<String, String> always;

  /** No statement of a running Nightjar takes a minute; a migration of a large table may. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<String, String> reading;

  ConnectionDefaults(String prefix, Map<String, String> always, Map<String, String> reading) {
    this.prefix = prefix;
    this.always = always;
    this.reading = reading;
  }

  /** Adds what the connections of a pool need. */
  public static void forPools(HikariConfig config) {
    forMigrations(config);
    of(config).ifPresent(defaults -> addUnlessSet(config, defaults.reading));
  }

  /** The same for a migration, which may take its time: the server ends it when it dies, keep-alive when it vanishes. */
  static void forMigrations(HikariConfig config) {
    of(config).ifPresent(defaults -> addUnlessSet(config, defaults.always));
  }

  private static Optional<ConnectionDefaults> of(HikariConfig config) {
    String url = config.getJdbcUrl();
    return Stream.of(values())
        .filter(each -> url != null && url.startsWith(each.prefix))
        .findFirst();
  }

  private static void addUnlessSet(HikariConfig config, Map<String, String> defaults) {
    String url = config.getJdbcUrl();
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
