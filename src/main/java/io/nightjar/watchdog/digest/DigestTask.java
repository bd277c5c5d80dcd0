package io.nightjar.watchdog.digest;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Ping;
import io.nightjar.ledger.run.PingRecorder;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Routing;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogLane;
import io.nightjar.watchdog.WatchdogTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the message of the morning, and reports on it to the ledger as a job that runs elsewhere would: it has started
 * when it is written, and succeeded when its channel has confirmed it. So its absence is noticed like that of any job.
 */
@Component
@Order(WatchdogTask.DIGEST)
class DigestTask implements WatchdogTask {

  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Later than this nobody needs it any more. */
  private static final Duration STILL_SENT = Duration.ofHours(6);

  private final Optional<Job> digest;
  private final ExpectedRunRepository expectedRuns;
  private final PingRecorder runs;
  private final Outbox outbox;
  private final Letter letter;
  private final TransactionTemplate transaction;
  private final Interval interval = new Interval(EVERY);
  private @Nullable Instant done;

  DigestTask(
      JobCatalogue catalogue,
      ExpectedRunRepository expectedRuns,
      PingRecorder runs,
      Outbox outbox,
      Letter letter,
      TransactionTemplate transaction) {
    this.digest = catalogue.find(JobCatalogue.DIGEST);
    this.expectedRuns = expectedRuns;
    this.runs = runs;
    this.outbox = outbox;
    this.letter = letter;
    this.transaction = transaction;
  }

  @Override
  public WatchdogLane lane() {
    return WatchdogLane.REPORT;
  }

  @Override
  public boolean step(Instant now) {
    if (digest.isPresent() && interval.begin(now)) {
      Job job = digest.get();
      job.schedule()
          .latest(now)
          .filter(morning -> !morning.equals(done))
          .filter(morning -> !now.isAfter(morning.plus(STILL_SENT)))
          .filter(morning -> expectedRuns.find(job.name(), morning).isPresent())
          .ifPresent(morning -> look(job, morning, now));
    }
    return false;
  }

  private void look(Job job, Instant morning, Instant now) {
    UUID id = identity(morning);
    Optional<OutboxEntry> written = outbox.find(id);
    if (written.isEmpty()) {
      write(job, morning, id, now);
    } else if (written.get().isSent()) {
      runs.record(new Ping(job.name(), HeartbeatKind.SUCCEEDED, id, null, null, now));
      done = morning;
    }
  }

  // Safe among several instances: the identity is the same for all, and only one can write it.
  private void write(Job job, Instant morning, UUID id, Instant now) {
    try {
      transaction.executeWithoutResult(status -> {
        outbox.add(java.util.List.of(letter.write(job, morning, id, now)));
        runs.record(new Ping(job.name(), HeartbeatKind.STARTED, id, null, null, now));
      });
    } catch (DuplicateKeyException e) {
      // Another instance was quicker.
    }
  }

  private static UUID identity(Instant morning) {
    String name = JobCatalogue.DIGEST + " " + morning;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the message itself. */
  @Component
  static class Letter {

    private final DigestReader facts;
    private final DigestMessages messages;
    private final Routing routing;

    Letter(DigestReader facts, DigestMessages messages, Routing routing) {
      this.facts = facts;
      this.messages = messages;
      this.routing = routing;
    }

    Notification write(Job job, Instant morning, UUID id, Instant now) {
      Instant before = job.schedule().latest(morning.minusNanos(1_000)).orElse(morning);
      Instant next = job.schedule().next(morning);
      return new Notification(
          id,
          null,
          "digest",
          routing.destinationOf(job.contact().channel()),
          null,
          messages.compose(facts.report(before, morning, next, now)),
          now);
    }
  }
}
