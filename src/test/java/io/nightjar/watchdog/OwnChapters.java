package io.nightjar.watchdog;

import static io.nightjar.watchdog.MessageBook.job;
import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;

import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.SchedulerState;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.direct.DirectMessage;
import io.nightjar.notification.direct.DirectMessenger;
import io.nightjar.selfmonitoring.WatchdogAbsenceMessages;
import io.nightjar.watchdog.MessageBook.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What is said of Nightjar's own processes and clocks, and of times in which nobody watched. */
final class OwnChapters {

  private static final UUID NEXT = UUID.randomUUID();

  private final MessageBook book;

  OwnChapters(MessageBook book) {
    this.book = book;
  }

  void write() {
    book.chapter(
        "A process of Nightjar is down and is replaced",
        "After `nightjar.watchdog.instance-dead-after` without a sign of life, if no process of its roles"
            + " has started since. A restart within that time is not told.",
        Plots.owner(),
        scene -> {
          register(scene, ME, "ip-10-0-0-1", true, true);
          register(scene, NEXT, "ip-10-0-0-2", false, true);
          pulsing(scene, NEXT, InstanceStatus.NONE, 40);
          scene.deliver();
          pulsing(scene, NEXT, InstanceStatus.NONE, 120);
          register(scene, UUID.randomUUID(), "ip-10-0-0-3", true, true);
          pass(scene, 5);
        });
    book.chapter(
        "No process starts jobs",
        "After `nightjar.watchdog.role-missing-after`, by a process that only watches.",
        Plots.with(later(), "nightjar.scheduler.enabled", "false"),
        scene -> {
          register(scene, ME, "ip-10-0-0-1", true, false);
          pass(scene, 2);
          instances(scene).stopped(ME, scene.nights().now());
          pass(scene, 70);
          scene.deliver();
          pass(scene, 240);
          register(scene, NEXT, "ip-10-0-0-2", true, false);
          pass(scene, 5);
        });
    book.chapter(
        "No process watches",
        "Sent by a process that only starts jobs, directly to the channel: once, and once when a process watches again.",
        later(),
        OwnChapters::unwatched);
    book.chapter(
        "A clock is wrong",
        "It differs from the database's clock by more than `nightjar.watchdog.clock-skew`, twice in a row.",
        later(),
        scene -> {
          register(scene, ME, "ip-10-0-0-1", true, false);
          pulsing(scene, ME, ahead(30), 10);
          scene.deliver();
          pulsing(scene, ME, ahead(0), 15);
        });
    book.chapter(
        "Noticed late after a restart",
        "The deadline passed while no process watched.",
        Plots.owner(),
        scene -> {
          register(scene, ME, "ip-10-0-0-1", true, true);
          instances(scene).stopped(ME, scene.nights().now());
          scene.restart(NIGHT.plus(Duration.ofHours(3)), it -> it);
        });
  }

  private static Map<String, Object> later() {
    return job("personOwnerRebuildJob", "0 5 3 * * *");
  }

  private static InstanceStatus ahead(int seconds) {
    return new InstanceStatus(SchedulerState.STARTED, null, Duration.ofSeconds(seconds));
  }

  private static InstanceRepository instances(Scene scene) {
    return scene.nights().world().get(InstanceRepository.class);
  }

  private static void register(
      Scene scene, UUID id, String host, boolean scheduler, boolean watchdog) {
    Instant now = scene.nights().now();
    instances(scene)
        .register(new Instance(id, host, "1.2.0", scheduler, watchdog, now, 0, now, null, null));
  }

  private static void pass(Scene scene, int seconds) {
    scene.nights().passCloselyUntil(scene.nights().now().plusSeconds(seconds));
  }

  private static void pulsing(Scene scene, UUID id, InstanceStatus vitals, int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      instances(scene).keepAlive(id, vitals, scene.nights().now());
      pass(scene, 5);
    }
  }

  private static void unwatched(Scene scene) {
    WatchdogAbsenceMessages messages = scene.nights().world().get(WatchdogAbsenceMessages.class);
    DirectMessenger line = scene.nights().world().get(DirectMessenger.class);
    Instant now = scene.nights().now();
    MessageText last = messages.last(Subject.instance("ip-10-0-0-2", NEXT), now);
    DirectMessage alarm = line.call(messages.noWatchdog(now, last, "ip-10-0-0-1"));
    alarm.attempt(now.plusSeconds(61));
    Instant back = now.plusSeconds(300);
    line.reply(messages.watchdogBack(now, back, "ip-10-0-0-1"), alarm).attempt(back);
  }
}
