package io.nightjar;

import com.zaxxer.hikari.HikariDataSource;
import io.nightjar.database.ConnectionDefaults;
import io.nightjar.platform.sql.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The databases that every repository is tested on, migrated, and with a session time zone that is neither UTC nor the
 * machine's, so that zone bugs show.
 *
 * <p>One contract runs on all by {@code @ParameterizedClass @EnumSource(Databases.class)}, with
 * {@link #create()} in a {@code @BeforeParameterizedClassInvocation} method.
 *
 * <p>{@link #MARIADB} runs what has SQL of its own, what several instances do at once, and one night of the packaged jar.
 * A scenario that only combines them excludes it, for the sake of the suite's time.
 */
public enum Databases {
  H2 {
    @Override
    String newUrl(String name) {
      return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    Database migrated(String name) {
      Database database = connect(newUrl(name));
      database.jdbc().sql("RUNSCRIPT FROM '" + H2Script.FILE + "'").update();
      return database;
    }
  },
  POSTGRESQL {
    @Override
    String newUrl(String name) {
      return create(name, "template1");
    }

    @Override
    Database migrated(String name) {
      return connect(create(name, PostgresTemplate.NAME));
    }

    private String create(String name, String template) {
      try (var connection = Server.SHARED.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return Server.SHARED.getJdbcUrl("postgres", name);
      } catch (SQLException e) {
        throw new IllegalStateException("cannot create database " + name, e);
      }
    }
  },
  MARIADB {
    @Override
    String newUrl(String name) {
      return MariaDb.SHARED.createDatabase(name);
    }
  };

  /** Neither a whole hour from UTC nor anybody's default. */
  public static final String HOSTILE_ZONE = "Asia/Kathmandu";

  /** The same for a server that knows no names of zones. */
  static final String HOSTILE_OFFSET = "+05:45";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A new, empty, migrated database. */
  public Database create() {
    return migrated("nightjar_" + NUMBER.incrementAndGet());
  }

  /** Copies one that has been migrated, where the database offers a quick way to do so. */
  Database migrated(String name) {
    return migrate(name);
  }

  Database migrate(String name) {
    Database database = connect(newUrl(name));
    database.flyway().load().migrate();
    return database;
  }

  /** A new, empty database without tables, for a process that migrates by itself. */
  public Database createEmpty() {
    return connect(newUrl("nightjar_" + NUMBER.incrementAndGet()));
  }

  /** Where its migrations are, below {@code db/migration}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Who may do all, without a password. */
  public String user() {
    return switch (this) {
      case H2 -> "sa";
      case POSTGRESQL -> "postgres";
      case MARIADB -> "root";
    };
  }

  abstract String newUrl(String name);

  Database connect(String url) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(user());
    pool.setPassword("");
    pool.setMaximumPoolSize(16);
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(10_000);
    ConnectionDefaults.forPools(pool);
    if (this != MARIADB) {
      pool.setConnectionInitSql("SET TIME ZONE '" + HOSTILE_ZONE + "'");
    }
    return new Database(this, url, pool);
  }

  /** One database and the usual ways to reach it. */
  public record Database(Databases vendor, String url, DataSource dataSource) {

    public Dialect dialect() {
      return Dialect.valueOf(vendor.name());
    }

    public JdbcClient jdbc() {
      return JdbcClient.create(dataSource);
    }

    /** Its migrations, none done yet. */
    public FluentConfiguration flyway() {
      return Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration/" + vendor.folder());
    }

    public PlatformTransactionManager transactionManager() {
      return new JdbcTransactionManager(dataSource);
    }

    public TransactionTemplate transactions() {
      return new TransactionTemplate(transactionManager());
    }

    /** Frees the connections; an H2 database ends with the process. */
    public void close() {
      ((HikariDataSource) dataSource).close();
    }
  }

  /** Migrated once in a process; a copy of it takes a tenth of the time. */
  private static final class PostgresTemplate {

    static final String NAME = make();

    private static String make() {
      POSTGRESQL.migrate("nightjar_template").close();
      return "nightjar_template";
    }
  }

  /** The statements that make a migrated H2 database, written once in a process. */
  private static final class H2Script {

    static final Path FILE = write();

    private static Path write() {
      try {
        Path file = Files.createTempFile("nightjar-", ".sql");
        file.toFile().deleteOnExit();
        Database migrated = H2.migrate("nightjar_template");
        migrated.jdbc().sql("SCRIPT TO '" + file + "'").query().listOfRows();
        migrated.close();
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** As {@link Server}. */
  private static final class MariaDb {

    static final MariaDbServer SHARED = MariaDbServer.start(HOSTILE_OFFSET);
  }

  /** One server for the whole test run; it ends with the process. */
  private static final class Server {

    static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("timezone", HOSTILE_ZONE)
            .setServerConfig("fsync", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start the embedded PostgreSQL", e);
      }
    }
  }
}
