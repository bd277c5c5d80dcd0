package io.nightjar.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.ScriptedRunnerFactory;
import org.junit.jupiter.api.AfterEach;

/** A rehearsal leaves no trace in the database, whatever comes of it. */
abstract class RehearsalFixture extends DatabaseFixture {

  static final String NIGHTLY = "0 5 0 * * *";

  final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();

  @AfterEach
  void nothing_was_written() {
    assertThat(count("run")).isZero();
    assertThat(count("heartbeat")).isZero();
    assertThat(count("QRTZ_FIRED_TRIGGERS")).isZero();
  }
}
