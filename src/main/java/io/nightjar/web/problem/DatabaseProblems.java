package io.nightjar.web.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Tells the caller what a failure of the database means: try again, send another value, or check first what was done.
 */
@Component
public class DatabaseProblems {

  /** The class of SQL states for values that the database rejects, such as NUL in PostgreSQL. */
  private static final String DATA_EXCEPTION = "22";

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final CommitTracker commits;
  private final FailureLog failures;

  DatabaseProblems(CommitTracker commits, FailureLog failures) {
    this.commits = commits;
    this.failures = failures;
  }

  /**
   * Does work that was requested outside of a web request. A failure of the database becomes a problem that says what
   * to do.
   */
  public <T> T guarded(String what, Supplier<T> work) {
    commits.begin();
    try {
      return work.get();
    } catch (DataAccessException | TransactionException e) {
      throw problem(what, e);
    }
  }

  /** Creates the problem, and logs the failure if it is not the caller's fault. */
  ApiProblem problem(String what, RuntimeException failure) {
    if (commits.any()) {
      failures.log("The database failed when asked to commit", what, failure);
      return ApiProblem.of(
          HttpStatus.INTERNAL_SERVER_ERROR,
          "The database failed during the commit: it is unknown whether this was done. Check before you repeat it.");
    }
    if (isUnreachable(failure)) {
      failures.log("The database cannot be reached", what, failure);
      return ApiProblem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "Nightjar cannot reach its database. Nothing was done; try again.")
          .retryAfter(AGAIN);
    }
    if (isRefusedInput(failure)) {
      return ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "The database cannot store or compare a value of this request: it may contain NUL or be out of range. Nothing was done; send another value.");
    }
    failures.log("A call of the database failed", what, failure);
    return ApiProblem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Nightjar failed to answer. Nothing was done. Nightjar's log says why.");
  }

  /** Whether the same may succeed a moment later. */
  public static boolean isUnreachable(RuntimeException failure) {
    return failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionTimedOutException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof RecoverableDataAccessException;
  }

  private static boolean isRefusedInput(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
        return true;
      }
    }
    return false;
  }
}
