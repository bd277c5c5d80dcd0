package io.nightjar.database;

import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can keep a database from being used, each with what it is called and what helps. The first that fits. */
enum DatabaseProblem {
  FULL_DISK(
      "The disk of the database is full",
      "Free some space on it, then start Nightjar again.",
      message("no space left on device").or(state("53100")).or(code(1021))),
  CUT_FILE(
      "The file of the embedded database is damaged or truncated",
      "Restore it from a backup. Or move it to another folder and keep it for analysis: Nightjar then starts with an empty ledger, without any earlier runs.",
      type(UnusableDatabaseException.class).and(message("it was truncated")).or(code(90030))),
  DRIVER(
      "The address of the database names a driver that Nightjar does not have",
      "MySQL is reached by the driver of MariaDB: write jdbc:mariadb:// for jdbc:mysql:// in spring.datasource.url.",
      message("jdbc:mysql:")),
  LOCKED_FILE(
      "The file of the embedded database is in use by another process",
      "Stop the other Nightjar first. Several at once need PostgreSQL, MariaDB or MySQL.",
      code(90020)),
  PATH(
      "The file of the embedded database cannot be made or written",
      "Let the user of this process write to that folder, or name another in spring.datasource.url.",
      code(90062).or(type(FileSystemException.class)).or(type(FileNotFoundException.class))),
  PASSWORD(
      "The database refuses the user or the password",
      "Correct spring.datasource.username and spring.datasource.password (SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD).",
      state("28000").or(state("28P01"))),
  NO_DATABASE(
      "The server has no such database",
      "Create it (CREATE DATABASE), or correct the name at the end of spring.datasource.url.",
      state("3D000").or(code(1049))),
  NO_RIGHTS(
      "The user of the database lacks a right that Nightjar needs",
      "Let it create tables. PostgreSQL: GRANT CREATE, USAGE ON SCHEMA public TO the user, or make it the owner of the database. MariaDB and MySQL: GRANT ALL ON the database TO the user.",
      state("42501").or(code(1044)).or(code(1142))),
  UNREACHABLE(
      "The database server cannot be reached",
      "Check that it runs, and the host and port in spring.datasource.url; then the network and firewall between.",
      state("08000")
          .or(state("08001"))
          .or(state("08004"))
          .or(state("08006"))
          .or(type(UnknownHostException.class))),
  CHANGED_MIGRATION(
      "The tables were made by a build whose migrations differ from this one's",
      "Start the build that made them. A migration that was applied must never be edited: undo the edit, or begin with an empty database.",
      message("checksum mismatch")),
  NEWER_SCHEMA(
      "The tables were made by a newer Nightjar",
      "Start that version or a newer one, or restore a backup from before it was started. An older one would misread what it wrote.",
      message("not resolved locally")),
  FOREIGN_SCHEMA(
      "The schema holds tables, but they are not Nightjar's",
      "Give Nightjar a database or schema of its own: correct spring.datasource.url.",
      message("but no schema history table"));

  private final String description;
  private final String remedy;
  /** Made of constants alone. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Predicate<Throwable> fits;

  DatabaseProblem(String description, String remedy, Predicate<Throwable> fits) {
    this.description = description;
    this.remedy = remedy;
    this.fits = fits;
  }

  String description() {
    return description;
  }

  String remedy() {
    return remedy;
  }

  /** The problem that one of the causes shows; null when none of them is known. */
  static @Nullable DatabaseProblem of(List<Throwable> causes) {
    for (DatabaseProblem each : values()) {
      if (causes.stream().anyMatch(each.fits)) {
        return each;
      }
    }
    return null;
  }

  private static Predicate<Throwable> state(String state) {
    return problem -> problem instanceof SQLException sql && state.equals(sql.getSQLState());
  }

  private static Predicate<Throwable> code(int code) {
    return problem -> problem instanceof SQLException sql && sql.getErrorCode() == code;
  }

  private static Predicate<Throwable> type(Class<?> type) {
    return type::isInstance;
  }

  private static Predicate<Throwable> message(String part) {
    return problem -> problem.getMessage() != null
        && problem.getMessage().toLowerCase(Locale.ROOT).contains(part);
  }
}
