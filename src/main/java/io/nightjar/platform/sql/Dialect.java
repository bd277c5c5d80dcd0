package io.nightjar.platform.sql;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * What the databases do differently and no common SQL can say. Common to all of them, and therefore written out in the
 * repositories, are {@code FOR UPDATE SKIP LOCKED}, {@code LIMIT}, {@code CURRENT_TIMESTAMP(6)}, {@code COALESCE},
 * {@code LEAST} and window functions. See docs/decisions/0017-databases.md for what none of them may use.
 */
public enum Dialect {
  /** Embedded: no other process writes to it, and its clock is the process's own. */
  H2,
  POSTGRESQL {
    /** A refused insert would end the whole transaction, so the server is told to refuse none. */
    @Override
    public boolean insertIfAbsent(JdbcClient jdbc, String insert, Map<String, ?> values) {
      return insert(jdbc, insert + " ON CONFLICT DO NOTHING", values);
    }
  },
  /** MySQL as well. */
  MARIADB;

  /** Asks the database which one it is. */
  public static Dialect of(DataSource database) {
    try {
      String product = JdbcUtils.extractDatabaseMetaData(
          database, metaData -> metaData.getDatabaseProductName());
      return ofProduct(product);
    } catch (MetaDataAccessException e) {
      throw new IllegalStateException("cannot ask the database for its name", e);
    }
  }

  private static Dialect ofProduct(String product) {
    return switch (product) {
      case "H2" -> H2;
      case "PostgreSQL" -> POSTGRESQL;
      case "MariaDB", "MySQL" -> MARIADB;
      default ->
        throw new IllegalStateException(
            "The database " + product
                + " is not supported. Set spring.datasource.url to one of H2, PostgreSQL, MariaDB or MySQL.");
    };
  }

  /**
   * Inserts one row unless a unique key says that it is there: safe against other instances, because the database checks
   * the key. The transaction of the caller goes on either way.
   *
   * @param insert {@code INSERT INTO .. VALUES ..} with named parameters
   * @return whether it was inserted
   */
  public boolean insertIfAbsent(JdbcClient jdbc, String insert, Map<String, ?> values) {
    try {
      return insert(jdbc, insert, values);
    } catch (DuplicateKeyException e) {
      // Of this statement alone: the transaction goes on.
      return false;
    }
  }

  private static boolean insert(JdbcClient jdbc, String insert, Map<String, ?> values) {
    return jdbc.sql(insert).params(values).update() == 1;
  }

  /**
   * An insert of one row of a batch that leaves a row alone which has the same key already, so that one of many does not
   * fail the others. Its parameters are named as the columns are, in camel case.
   */
  public String insertIfAbsent(String table, List<String> columns, String key) {
    String names = String.join(", ", columns);
    String values =
        columns.stream().map(column -> ":" + parameter(column)).collect(Collectors.joining(", "));
    return switch (this) {
      // Only one process writes, so that nothing comes between the look and the insert.
      case H2 ->
        "MERGE INTO %s t USING (VALUES (CAST(:%s AS VARCHAR))) n(k) ON t.%s = n.k WHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)"
            .formatted(table, parameter(key), key, names, values);
      case POSTGRESQL ->
        "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO NOTHING"
            .formatted(table, names, values, key);
      // Not INSERT IGNORE, which would cut texts that are too long as well.
      case MARIADB ->
        "INSERT INTO %s (%s) VALUES (%s) ON DUPLICATE KEY UPDATE %s = %s"
            .formatted(table, names, values, key, table + "." + key);
    };
  }

  private static String parameter(String column) {
    return JdbcUtils.convertUnderscoreNameToPropertyName(column);
  }
}
