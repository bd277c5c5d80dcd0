package io.nightjar.platform.sql;

import static io.nightjar.platform.sql.SqlTime.bind;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows that are deleted when they are old, a portion at a time.
 *
 * @param select the ids of rows from before {@code :before}, oldest first, at most {@code :most}
 * @param delete deletes the rows of {@code :ids}
 */
public record OldRows(String select, String delete) {

  /**
   * Deletes one portion, in one transaction.
   *
   * @return whether there may be more
   */
  public boolean delete(
      JdbcClient jdbc, TransactionTemplate transaction, Instant before, int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      List<Object> ids = jdbc.sql(select)
          .param("before", bind(before))
          .param("most", most)
          .query((row, number) -> row.getObject(1))
          .list();
      if (!ids.isEmpty()) {
        jdbc.sql(delete).param("ids", ids).update();
      }
      return ids.size() == most;
    }));
  }
}
