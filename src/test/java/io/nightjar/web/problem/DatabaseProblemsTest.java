package io.nightjar.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** A failure of the database means one of four things to whoever asked, and each asks for something else. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseProblemsTest {

  private static Database h2;
  private static Database postgres;

  private final CommitTracker commits = new CommitTracker();
  private final DatabaseProblems trouble =
      new DatabaseProblems(commits, new FailureLog(Clock.systemUTC()));

  @BeforeAll
  static void create() {
    h2 = Databases.H2.create();
    postgres = Databases.POSTGRESQL.create();
  }

  @AfterAll
  static void close() {
    h2.close();
    postgres.close();
  }

  private ApiProblem problem(Supplier<?> work) {
    return catchThrowableOfType(ApiProblem.class, () -> trouble.guarded("GET /api/jobs", work));
  }

  private static Supplier<?> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  @Test
  void a_database_that_is_away_asks_to_come_again(CapturedOutput output) {
    for (RuntimeException away : new RuntimeException[] {
      new CannotCreateTransactionException("no connection to jdbc:secret"),
      new DataAccessResourceFailureException("broken pipe of jdbc:secret"),
      new QueryTimeoutException("too slow")
    }) {
      ApiProblem problem = problem(failing(away));
      assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
      assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("5");
      assertThat(problem).hasMessageContaining("cannot reach its database. Nothing was done");
      assertThat(problem.getMessage()).doesNotContain("secret");
    }
    assertThat(output).contains("The database cannot be reached: GET /api/jobs");
  }

  @Test
  void a_value_that_it_refuses_is_the_fault_of_whoever_sent_it(CapturedOutput output) {
    ApiProblem nul = problem(() -> postgres
        .jdbc()
        .sql("SELECT job FROM run WHERE job = ?")
        .param("\0")
        .query(String.class)
        .list());
    ApiProblem noNumber = problem(() ->
        h2.jdbc().sql("SELECT CAST(? AS INT)").param("x").query(Integer.class).single());

    assertThat(nul.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(noNumber.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(nul).hasMessageContaining("Nothing was done; send another value");
    assertThat(output).doesNotContain("Exception");
  }

  @Test
  void our_own_fault_is_logged_and_nothing_of_it_is_told(CapturedOutput output) {
    ApiProblem problem = problem(() ->
        h2.jdbc().sql("SELECT secret_column FROM nowhere").query(String.class).list());

    assertThat(problem.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(problem.getMessage())
        .contains("log says why")
        .doesNotContainIgnoringCase("secret_column", "nowhere", "SQL");
    assertThat(output).contains("A call of the database failed: GET /api/jobs", "BadSqlGrammar");
  }

  @Test
  void a_commit_whose_end_is_unknown_says_to_look_first() {
    TransactionTemplate transactions = transactions(new DyingAtCommit(h2.dataSource()));

    ApiProblem problem = problem(() -> transactions.execute(status -> 1));

    assertThat(problem.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(problem).hasMessageContaining("Check before you repeat it");
  }

  @Test
  void so_does_what_fails_after_a_commit() {
    TransactionTemplate transactions = transactions(h2.dataSource());

    ApiProblem problem = problem(() -> {
      transactions.executeWithoutResult(status -> {});
      throw new DataAccessResourceFailureException("gone");
    });

    assertThat(problem.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(problem).hasMessageContaining("Check before you repeat it");
  }

  @Test
  void what_was_rolled_back_was_not_done_and_the_next_request_begins_anew() {
    TransactionTemplate transactions = transactions(h2.dataSource());
    trouble.guarded("POST /earlier", () -> transactions.execute(status -> 1));

    ApiProblem problem = problem(() -> transactions.execute(status -> {
      throw new DataAccessResourceFailureException("gone");
    }));

    assertThat(problem).hasMessageContaining("Nothing was done; try again");
  }

  private TransactionTemplate transactions(DataSource source) {
    JdbcTransactionManager manager = new JdbcTransactionManager(source);
    manager.addListener(commits);
    return new TransactionTemplate(manager);
  }

  /** Its connections break when they are asked to commit. */
  private static final class DyingAtCommit extends DelegatingDataSource {

    DyingAtCommit(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection) Proxy.newProxyInstance(
          getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
            if (method.getName().equals("commit")) {
              throw new SQLException("connection reset", "08006");
            }
            try {
              return method.invoke(connection, args);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }
  }

  @Test
  void nothing_is_unclear_where_only_reading_was_asked_for() {
    JdbcClient jdbc = h2.jdbc();
    assertThat(trouble.guarded(
            "GET", () -> jdbc.sql("SELECT 1").query(Integer.class).single()))
        .isEqualTo(1);
    assertThat(commits.any()).isFalse();
  }
}
