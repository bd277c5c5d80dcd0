package io.nightjar.runner;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of processes that fire, on one database of each vendor, which holds nothing when a test begins. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
public abstract class DatabaseFixture {

  protected static Database database;

  @Parameter
  Databases vendor;

  @BeforeParameterizedClassInvocation
  static void create(Databases vendor) {
    database = vendor.create();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    empty(database);
  }

  /** Empties the tables of the ledger and of Quartz, whose locks stay. */
  static void empty(Database database) {
    Stream.of(
            "heartbeat",
            "run",
            "expected_run",
            "job_change",
            "watched_job",
            "start_check",
            "instance",
            "QRTZ_SIMPROP_TRIGGERS",
            "QRTZ_SIMPLE_TRIGGERS",
            "QRTZ_TRIGGERS",
            "QRTZ_JOB_DETAILS",
            "QRTZ_FIRED_TRIGGERS",
            "QRTZ_PAUSED_TRIGGER_GRPS",
            "QRTZ_SCHEDULER_STATE")
        .forEach(table -> database.jdbc().sql("DELETE FROM " + table).update());
  }

  protected static void update(String sql) {
    database.jdbc().sql(sql).update();
  }

  protected static long count(String from) {
    return database.jdbc().sql("SELECT COUNT(*) FROM " + from).query(Long.class).single();
  }
}
