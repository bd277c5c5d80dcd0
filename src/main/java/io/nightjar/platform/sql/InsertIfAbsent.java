package io.nightjar.platform.sql;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.StringUtils;

/**
 * An insert that leaves a row alone which has the same key already, so that one of many does not fail the others. Its
 * parameters are named as the columns are, in camel case.
 */
public final class InsertIfAbsent {

  private InsertIfAbsent() {}

  /** The statement in the words of the database. */
  public static String sql(JdbcOperations jdbc, String table, List<String> columns, String key) {
    ConnectionCallback<String> product =
        connection -> connection.getMetaData().getDatabaseProductName();
    String names = String.join(", ", columns);
    String values = columns.stream()
        .map(InsertIfAbsent::parameter)
        .map(name -> ":" + name)
        .collect(Collectors.joining(", "));
    return switch (Dialect.ofProduct(Objects.requireNonNull(jdbc.execute(product)))) {
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
    String[] words = column.split("_");
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(StringUtils.capitalize(words[i]));
    }
    return name.toString();
  }
}
