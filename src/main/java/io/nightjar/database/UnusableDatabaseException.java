package io.nightjar.database;

/** The database cannot be reached or used. Stops the start. */
final class UnusableDatabaseException extends RuntimeException {

  UnusableDatabaseException(String message) {
    super(message);
  }

  UnusableDatabaseException(Throwable cause) {
    super(RootCause.messageOf(cause), cause);
  }

  UnusableDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
