package io.nightjar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a person reads when the database keeps Nightjar from starting: one description, one remedy, no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFailureTest {

  @TempDir
  Path folder;

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import({DatabaseConfiguration.class, MigrationConnection.class})
  static class OnlyTheDatabase {}

  private static void start(String url, String user, String password) {
    SpringApplication application = new SpringApplication(OnlyTheDatabase.class, World.jobRoom());
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setRegisterShutdownHook(false);
    application
        .run(
            "--spring.config.location=classpath:/application.yml",
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=" + user,
            "--spring.datasource.password=" + password)
        .close();
  }

  private static void refused(
      CapturedOutput output, DatabaseProblem problem, String url, String user, String password) {
    assertThatThrownBy(() -> start(url, user, password)).isInstanceOf(Exception.class);

    assertThat(output)
        .contains("APPLICATION FAILED TO START", problem.description(), problem.remedy())
        .doesNotContain("\tat ", "secret");
  }

  private String file() {
    return "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  private static void execute(String url, String user, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Test
  void a_wrong_password_of_h2(CapturedOutput output) {
    start(file(), "sa", "right");

    refused(output, DatabaseProblem.PASSWORD, file(), "sa", "secret");
  }

  @Test
  void a_wrong_password_of_mariadb(CapturedOutput output) {
    refused(output, DatabaseProblem.PASSWORD, mariaDb(), "root", "secret");
  }

  @Test
  void a_server_of_mariadb_without_that_database(CapturedOutput output) {
    refused(output, DatabaseProblem.NO_DATABASE, mariaDb() + "_x", "root", "");
  }

  @Test
  void a_user_of_mariadb_that_may_only_read(CapturedOutput output) throws SQLException {
    String url = mariaDb();
    String schema = url.substring(url.lastIndexOf('/') + 1);
    execute(
        url,
        "root",
        "CREATE USER IF NOT EXISTS reader",
        "GRANT SELECT ON " + schema + ".* TO reader");

    refused(output, DatabaseProblem.NO_RIGHTS, url, "reader", "");
  }

  @Test
  void a_server_of_mariadb_that_is_not_there(CapturedOutput output) {
    refused(output, DatabaseProblem.UNREACHABLE, "jdbc:mariadb://127.0.0.1:9/x", "root", "secret");
  }

  @Test
  void the_address_of_mysql_by_its_own_driver(CapturedOutput output) {
    refused(output, DatabaseProblem.DRIVER, "jdbc:mysql://127.0.0.1:9/x", "root", "secret");
  }

  private static String mariaDb() {
    Database database = Databases.MARIADB.createEmpty();
    database.close();
    return database.url();
  }

  @Test
  void a_file_that_another_process_has(CapturedOutput output) throws IOException {
    start(file(), "sa", "");
    try (RandomAccessFile other =
            new RandomAccessFile(folder.resolve("db.mv.db").toFile(), "rw");
        var lock = other.getChannel().lock()) {
      assertThat(lock.isValid()).isTrue();

      refused(output, DatabaseProblem.LOCKED_FILE, file(), "sa", "");
    }
  }

  @Test
  void a_path_that_cannot_be_made(CapturedOutput output) throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("file"));

    refused(output, DatabaseProblem.PATH, "jdbc:h2:file:" + notAFolder + "/x/db", "sa", "");
  }

  @Test
  void a_file_that_was_cut(CapturedOutput output) throws IOException {
    start(file(), "sa", "");
    try (RandomAccessFile cut = new RandomAccessFile(folder.resolve("db.mv.db").toFile(), "rw")) {
      // The headers and a block of data: the end of a file may hold nothing.
      cut.setLength(3 * 4096);
    }

    refused(output, DatabaseProblem.CUT_FILE, file(), "sa", "");
  }

  @Test
  void a_file_that_was_emptied(CapturedOutput output) throws IOException {
    Files.createFile(folder.resolve("db.mv.db"));

    refused(output, DatabaseProblem.CUT_FILE, file(), "sa", "");
  }

  @Test
  void a_file_after_a_kill_is_taken() throws IOException, SQLException {
    start(file(), "sa", "");
    List<Path> copies = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(file(), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS filler (id INT, text VARCHAR)");
      for (int i = 0; i < 60; i++) {
        statement.execute("INSERT INTO filler VALUES (" + i + ", REPEAT('x', 3000))");
        // As it lies on the disk at any moment, which is what a kill leaves.
        Path copy = folder.resolve("copy" + i + ".mv.db");
        copies.add(Files.copy(folder.resolve("db.mv.db"), copy));
      }
    }

    for (Path copy : copies) {
      H2DatabaseFile.check(
          "jdbc:h2:file:" + copy.toString().replace(".mv.db", "") + ";WRITE_DELAY=0");
    }
  }

  @Test
  void a_full_disk(CapturedOutput output) {
    FullDisk.isFull(true);
    try {
      refused(
          output,
          DatabaseProblem.FULL_DISK,
          FullDisk.url(folder.resolve("d").toString()),
          "sa",
          "");
    } finally {
      FullDisk.isFull(false);
    }
  }

  @Test
  void no_server(CapturedOutput output) {
    refused(
        output,
        DatabaseProblem.UNREACHABLE,
        "jdbc:postgresql://127.0.0.1:1/nightjar?password=secret",
        "nightjar",
        "secret");
  }

  @Test
  void no_such_database(CapturedOutput output) {
    Database database = Databases.POSTGRESQL.createEmpty();
    database.close();

    refused(
        output,
        DatabaseProblem.NO_DATABASE,
        database.url().replaceFirst("/nightjar_\\d+", "/nowhere"),
        "postgres",
        "");
  }

  @Test
  void no_rights(CapturedOutput output) throws SQLException {
    Database database = Databases.POSTGRESQL.createEmpty();
    database.close();
    execute(
        database.url(),
        "postgres",
        "DROP ROLE IF EXISTS without_rights",
        "CREATE ROLE without_rights LOGIN",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC");

    String url = database.url().replaceFirst("[?].*", "");
    refused(output, DatabaseProblem.NO_RIGHTS, url, "without_rights", "");
  }

  @Test
  void tables_of_somebody_else(CapturedOutput output) throws SQLException {
    execute(file(), "sa", "CREATE TABLE customers (id INT)");

    refused(output, DatabaseProblem.FOREIGN_SCHEMA, file(), "sa", "");
  }

  @Test
  void a_migration_that_was_edited(CapturedOutput output) throws SQLException {
    start(file(), "sa", "");
    execute(
        file(),
        "sa",
        "UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '2'");

    refused(output, DatabaseProblem.CHANGED_MIGRATION, file(), "sa", "");
  }

  @Test
  @Provokes(Fault.W18)
  void tables_of_a_newer_version(CapturedOutput output) throws SQLException {
    start(file(), "sa", "");
    execute(
        file(),
        "sa",
        "INSERT INTO \"flyway_schema_history\" SELECT 999, '999', 'newer', \"type\", 'V999__newer.sql', 1,"
            + " \"installed_by\", \"installed_on\", 1, TRUE FROM \"flyway_schema_history\" WHERE \"version\" = '2'");

    refused(output, DatabaseProblem.NEWER_SCHEMA, file(), "sa", "");
    FaultBook.room(Fault.W18)
        .so("tables of a newer version are rejected at the start, with the remedy");
  }
}
