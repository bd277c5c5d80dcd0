package io.nightjar.database;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations that were released stay as they are, and the next ones keep what is in the tables. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class MigrationsTest {

  /** The oldest version that may be in use: each later migration is tested over its data. */
  private static final String BASELINE = "2";

  private static final Instant AN_INSTANT = Instant.parse("2022-01-22T00:05:00.000001Z");

  private static final UUID A_UUID = UUID.fromString("7b0a4fb6-3f43-4c5b-9f0e-0f6f2f3a5d10");

  @Parameter
  Databases vendor;

  private Database database;

  @BeforeEach
  void setUp() {
    database = vendor.createEmpty();
  }

  @AfterEach
  void tearDown() {
    database.close();
  }

  @Test
  void rows_of_the_baseline_survive_all_later_migrations() throws SQLException {
    database.flyway().target(BASELINE).load().migrate();
    List<String> tables = tables();
    for (String table : tables) {
      insertOneRow(table);
    }

    database.flyway().load().migrate();

    assertThat(tables).contains("expected_run", "incident", "notification");
    assertThat(tables)
        .allSatisfy(table -> assertThat(database
                .jdbc()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single())
            .as(table)
            .isEqualTo(1));
  }

  @Test
  void a_script_that_was_released_is_never_edited() throws IOException {
    String prefix = vendor.folder() + "/";
    Map<String, String> released = Arrays.stream(checksums().split("\n"))
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()).split(" "))
        .collect(toMap(pair -> pair[0], pair -> pair[1]));

    Map<String, String> scripts = Arrays.stream(database.flyway().load().info().all())
        .collect(toMap(each -> each.getScript(), each -> String.valueOf(each.getChecksum())));

    assertThat(scripts)
        .as("a released script was edited, or a new one has no line in migration-checksums.txt")
        .isEqualTo(released);
  }

  @Test
  void each_vendor_has_the_same_tables_columns_and_nullability() throws SQLException {
    database.flyway().load().migrate();
    Database h2 = Databases.H2.createEmpty();
    h2.flyway().load().migrate();

    assertThat(columns(database)).isEqualTo(columns(h2));
    h2.close();
  }

  private static String checksums() throws IOException {
    try (var in = MigrationsTest.class.getResourceAsStream("/db/migration-checksums.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> tables() throws SQLException {
    return columns(database).keySet().stream()
        .map(column -> column.substring(0, column.indexOf('.')))
        .distinct()
        .toList();
  }

  /** By {@code table.column}, whether it may be null. Quartz's tables are its own. */
  private static Map<String, Boolean> columns(Database database) throws SQLException {
    Map<String, Boolean> columns = new TreeMap<>();
    try (Connection connection = database.dataSource().getConnection();
        ResultSet rows = connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), null, null)) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (!table.startsWith("qrtz_") && !table.startsWith("flyway_")) {
          columns.put(
              table + "." + rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
              "YES".equals(rows.getString("IS_NULLABLE")));
        }
      }
    }
    return columns;
  }

  private void insertOneRow(String table) throws SQLException {
    List<String> names = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        ResultSet rows = connection
            .getMetaData()
            .getColumns(
                connection.getCatalog(), connection.getSchema(), stored(connection, table), null)) {
      while (rows.next()) {
        if (!"YES".equals(rows.getString("IS_AUTOINCREMENT"))) {
          names.add(rows.getString("COLUMN_NAME"));
          values.add(value(rows));
        }
      }
    }
    database
        .jdbc()
        .sql("INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
            + names.stream().map(name -> "?").collect(joining(", ")) + ")")
        .params(values)
        .update();
  }

  private static String stored(Connection connection, String table) throws SQLException {
    return connection.getMetaData().storesUpperCaseIdentifiers()
        ? table.toUpperCase(Locale.ROOT)
        : table;
  }

  private static Object value(ResultSet column) throws SQLException {
    String type = column.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
    if (type.contains("uuid") || column.getInt("COLUMN_SIZE") == 36) {
      return A_UUID;
    }
    return switch (JDBCType.valueOf(column.getInt("DATA_TYPE"))) {
      case BIGINT, INTEGER -> 1;
      case BOOLEAN, BIT, TINYINT -> true;
      case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> AN_INSTANT.atOffset(ZoneOffset.UTC);
      default -> "é 🌙";
    };
  }
}
