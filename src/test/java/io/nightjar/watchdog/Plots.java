package io.nightjar.watchdog;

import static io.nightjar.watchdog.MessageBook.job;
import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.watchdog.MessageBook.Scene;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What chapters of the book of messages have in common. */
public final class Plots {

  public static final String JOB = "personOwnerRebuildJob";
  static final Duration DEADLINE = Duration.ofSeconds(601);

  private Plots() {}

  static void lateRun(Scene scene) {
    Nights nights = scene.nights();
    nights.passUntil(NIGHT.plusSeconds(1_440));
    Run run =
        nights.runs().fire(JOB, NIGHT, RunTrigger.CATCH_UP, ME, nights.now()).orElseThrow();
    nights.runs().started(run.id(), nights.now(), "scheduler");
    nights
        .runs()
        .finish(run.id(), RunResult.succeeded(null), nights.now().plusSeconds(240), "scheduler");
    nights.at(nights.now().plusSeconds(240));
    nights.step();
  }

  static void finish(Scene scene, RunResult finish) {
    Nights nights = scene.nights();
    Run run = nights.fire(JOB, NIGHT);
    nights.runs().started(run.id(), NIGHT.plusSeconds(1), "scheduler");
    nights.runs().finish(run.id(), finish, NIGHT.plusSeconds(2), "scheduler");
    nights.at(NIGHT.plusSeconds(2));
    nights.step();
  }

  static Map<String, Object> another() {
    return job("postFundingStatusSyncJob", "0 45 1 * * *");
  }

  static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  static Map<String, Object> with(Map<String, Object> properties, String... more) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  public static Map<String, Object> owner() {
    return job(JOB, "0 5 0 * * *", "runbook", "https://wiki.example/person-owner");
  }
}
