package io.nightjar.watchdog;

import static io.nightjar.watchdog.MessageBook.job;

import io.nightjar.instance.SchedulerState;
import java.time.Duration;
import java.util.Map;

/** What is said of the scheduler, hours before the night. */
final class SchedulerChapters {

  private static final Duration NOTICED = Duration.ofSeconds(45);

  private final MessageBook book;

  SchedulerChapters(MessageBook book) {
    this.book = book;
  }

  void write() {
    book.chapter(
        "A job will not start, hours before it should",
        "At least once a minute Nightjar compares what the scheduler has stored with what is expected.",
        Plots.owner(),
        scene -> {
          StandInScheduler scheduler = started(scene);
          scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'ERROR'");
          scheduler.pass(NOTICED);
          scene.deliver();
          scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'WAITING'");
          scheduler.pass(NOTICED);
        });
    book.chapter(
        "Several jobs will not start",
        "One message, whether three are paused or ten thousand.",
        Nights.with(
            Plots.owner(),
            job("personRecordStatusJob", "0 15 0 * * *"),
            job("ndw-etl", "0 30 2 * * *")),
        scene -> {
          StandInScheduler scheduler = started(scene);
          scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'PAUSED'");
          scheduler.pass(NOTICED);
        });
    Map<String, Object> withCanary = Plots.with(Plots.owner(), "nightjar.canary.enabled", "true");
    book.chapter(
        "The scheduler starts nothing",
        "Nightjar starts a tiny job twice a minute to see that it can. That job is missing, whatever the scheduler says.",
        withCanary,
        scene -> {
          StandInScheduler scheduler = started(scene);
          scheduler.pass(Duration.ofMinutes(2));
          scheduler.fires(false).pass(Duration.ofSeconds(95));
          scene.deliver();
          scheduler.fires(true).pass(NOTICED);
        });
  }

  private static StandInScheduler started(MessageBook.Scene scene) {
    boolean canary = scene
        .nights()
        .world()
        .get(io.nightjar.job.JobCatalogue.class)
        .find(io.nightjar.job.JobCatalogue.CANARY)
        .isPresent();
    StandInScheduler scheduler = new StandInScheduler(
            scene.nights(), "nightjar-1", SchedulerState.STARTED)
        .storesAll()
        .fires(canary);
    scheduler.pass(NOTICED);
    return scheduler;
  }
}
