package io.nightjar.web.api.job;

import io.nightjar.ledger.expected.ExpectedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An expected run as JSON. */
record ExpectedRunView(
    String job,
    Instant occurrence,
    String state,
    boolean muted,
    Instant startDeadline,
    Instant finishDeadline,
    @Nullable Duration atLeast,
    @Nullable UUID run,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  static ExpectedRunView of(ExpectedRun expected) {
    return new ExpectedRunView(
        expected.job(),
        expected.occurrence(),
        expected.state().word(),
        expected.muted(),
        expected.startDeadline(),
        expected.finishDeadline(),
        expected.atLeast(),
        expected.progress().run(),
        expected.progress().startedAt(),
        expected.progress().finishedAt());
  }
}
