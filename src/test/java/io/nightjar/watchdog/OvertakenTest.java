package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.IncidentKind;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.ThisInstance;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunQuery;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.CatalogueSync;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of the process that started last counts, for as long as that process is there. */
class OvertakenTest {

  /** More than are written ahead at once. */
  private static final int MANY = 120;

  private static void register(World world) {
    ThisInstance self = world.get(ThisInstance.class);
    world
        .get(InstanceRepository.class)
        .register(new Instance(
            self.id(), self.host(), "1", false, true, world.now(), 0, world.now(), null, null));
  }

  private static void step(World world) {
    world.clock().advance(Duration.ofSeconds(5));
    Nights.stepAll(world);
  }

  private static void pass(Duration time, World... worlds) {
    for (World world : worlds) {
      world.clock().advance(time);
      world
          .get(InstanceRepository.class)
          .keepAlive(world.get(ThisInstance.class).id(), InstanceStatus.NONE, world.now());
      Nights.stepAll(world);
    }
  }

  private static Map<String, Object> manyJobs(String schedule) {
    Map<String, Object> all = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      all.putAll(World.job("job" + i, schedule));
    }
    return all;
  }

  private static List<ExpectedRun> expected(World world, Instant from) {
    return world
        .get(ExpectedRunRepository.class)
        .find(new ExpectedRunQuery(from, from.plus(Duration.ofDays(9)), null, null, 100_000));
  }

  private static boolean isWatched(World world, String job) {
    return world.get(CatalogueSync.class).find(job).orElseThrow().removedAt() == null;
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void when_it_goes_the_one_before_it_puts_its_own_in_force_again(Databases vendor) {
    Map<String, Object> both =
        Nights.with(World.job("old", "0 5 0 * * *"), World.job("added", "0 9 0 * * *"));
    var database = vendor.create();
    try (World present = World.on(database, Nights.START, both)) {
      register(present);
      step(present);
      try (World younger = World.on(database, present.now(), World.job("old", "0 5 0 * * *"))) {
        register(younger);
        step(younger);
        step(present);
        assertThat(isWatched(present, "added")).isFalse();
        assertThat(present.get(JobCatalogue.class).find("added")).isPresent();

        younger
            .get(InstanceRepository.class)
            .stopped(younger.get(ThisInstance.class).id(), younger.now());
      }
      step(present);

      assertThat(isWatched(present, "added")).isTrue();
      assertThat(present
              .get(io.nightjar.incident.IncidentRepository.class)
              .openOf(IncidentKind.JOB_REMOVED))
          .isEmpty();
    } finally {
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void two_versions_side_by_side_for_a_day_expect_only_what_the_newer_one_has(Databases vendor) {
    var database = vendor.create();
    try (World older = World.on(database, Nights.START, manyJobs("0 5 0 * * *"))) {
      register(older);
      step(older);
      try (World newer = World.on(database, older.now(), manyJobs("0 30 1 * * *"))) {
        register(newer);
        // Also at the very moment of the change nobody writes what was.
        step(older);
        step(newer);
        Instant changed = newer.now();
        for (int i = 0; i < 6; i++) {
          pass(Duration.ofHours(5), older, newer);
        }
        for (int i = 0; i < 4; i++) {
          pass(Duration.ofSeconds(30), older, newer);
        }

        assertThat(expected(newer, changed))
            .extracting(run -> run.occurrence().atZone(ZoneOffset.UTC).toLocalTime())
            .containsOnly(LocalTime.of(1, 30))
            .hasSizeGreaterThanOrEqualTo(3 * MANY);
      }
    } finally {
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void who_first_reaches_the_ledger_when_a_newer_one_watches_already_changes_nothing(
      Databases vendor) {
    var database = vendor.create();
    try (World older = World.on(
        database,
        Nights.START,
        Nights.with(World.job("old", "0 5 0 * * *"), World.job("gone", "0 9 0 * * *")))) {
      register(older);
      try (World newer = World.on(
          database,
          older.now(),
          Nights.with(World.job("old", "0 30 1 * * *"), World.job("added", "0 9 0 * * *")))) {
        register(newer);
        step(newer);

        step(older);

        CatalogueSync records = newer.get(CatalogueSync.class);
        assertThat(records.find("old").orElseThrow().definition()).contains("0 30 1 * * *");
        assertThat(records.find("added").orElseThrow().removedAt()).isNull();
        assertThat(records.find("gone")).isEmpty();
      }
    } finally {
      database.close();
    }
  }

  @Test
  void a_newer_process_that_only_fires_jobs_leaves_the_catalogue_to_who_watches() {
    var database = Databases.H2.create();
    try (World watchdog = World.on(database, Nights.START, World.job("job", "0 5 0 * * *"))) {
      register(watchdog);
      watchdog
          .get(InstanceRepository.class)
          .register(new Instance(
              UUID.randomUUID(),
              "a",
              "1",
              true,
              false,
              watchdog.now(),
              0,
              watchdog.now(),
              null,
              null));

      step(watchdog);

      assertThat(isWatched(watchdog, "job")).isTrue();
    } finally {
      database.close();
    }
  }
}
