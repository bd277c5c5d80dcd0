package io.nightjar.watchdog.check;

import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.MuteService;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.job.StartCheck;
import io.nightjar.ledger.job.StartCheckRepository;
import io.nightjar.watchdog.Nights;
import io.nightjar.watchdog.Plots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CannotStartCheckTest {

  private static final String MISSING =
      "NoClassDefFoundError: net/javacrumbs/shedlock/LockProvider";

  /** A rehearsal of the job is recorded. */
  private static void record(Nights nights, String version, @Nullable String cause) {
    record(nights, Plots.JOB, version, cause);
  }

  private static void record(Nights nights, String job, String version, @Nullable String cause) {
    nights
        .world()
        .get(StartCheckRepository.class)
        .write(List.of(new StartCheck(job, cause, version, UUID.randomUUID(), nights.now())));
  }

  private static void tell(Nights nights, String version, @Nullable String cause) {
    record(nights, version, cause);
    look(nights);
  }

  private static void look(Nights nights) {
    nights.world().clock().advance(Duration.ofSeconds(2));
    nights.step();
  }

  private static List<Incident> all(Nights nights) {
    return nights.world().get(IncidentRepository.class).list(new IncidentQuery(null, null, 100));
  }

  private static long told(Nights nights, String transition) {
    return nights
        .world()
        .database()
        .jdbc()
        .sql("SELECT COUNT(*) FROM notification WHERE transition = ?")
        .param(transition)
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void what_cannot_start_is_told_once_and_resolved_when_it_can(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      tell(nights, "1.1", MISSING);
      tell(nights, "1.1", MISSING);
      tell(nights, "1.2", MISSING);

      assertThat(all(nights)).singleElement().satisfies(incident -> {
        assertThat(incident.kind()).isEqualTo(IncidentKind.COULD_NOT_START);
        assertThat(incident.job()).isEqualTo(Plots.JOB);
        assertThat(incident.occurrence()).isNull();
        assertThat(incident.cause()).isEqualTo(MISSING + "; first seen with version 1.1");
      });
      assertThat(told(nights, "opened")).isEqualTo(1);

      tell(nights, "1.3", null);
      tell(nights, "1.3", null);

      assertThat(Objects.requireNonNull(all(nights).get(0).ending()).resolution())
          .isEqualTo(Resolution.RECOVERED);
      assertThat(told(nights, "resolved")).isEqualTo(1);

      tell(nights, "1.4", MISSING);
      assertThat(all(nights)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void of_instances_that_find_it_together_one_tells_it(Databases vendor) throws Exception {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      ExecutorService instances = Executors.newFixedThreadPool(4);
      try {
        CannotStartCheck check = nights.world().get(CannotStartCheck.class);
        IncidentService incidents = nights.world().get(IncidentService.class);
        Callable<Boolean> start = () -> {
          record(nights, "1.1", MISSING);
          incidents.reconcile(check.check(nights.now()).orElseThrow(), nights.now());
          return true;
        };
        for (var done :
            instances.invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList())) {
          assertThat(done.get()).isTrue();
        }
      } finally {
        instances.shutdownNow();
      }
      assertThat(all(nights)).hasSize(1);
      assertThat(told(nights, "opened")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void a_night_neither_ends_it_nor_is_hidden_by_it(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      nights.step();
      tell(nights, "1.1", MISSING);
      nights.missTheNight();

      assertThat(all(nights))
          .extracting(Incident::kind)
          .containsExactlyInAnyOrder(IncidentKind.COULD_NOT_START, IncidentKind.NOT_STARTED);

      nights.succeedByHand(Plots.JOB);

      assertThat(all(nights).stream().filter(Incident::isOpen))
          .singleElement()
          .satisfies(open -> assertThat(open.occurrence()).isNull());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void a_mute_does_not_hide_it(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      Instant now = nights.now();
      nights
          .world()
          .get(MuteService.class)
          .mute(null, now, NIGHT.plusSeconds(86_400), "quiet", "alice", null, now);

      tell(nights, "1.1", MISSING);

      assertThat(told(nights, "opened")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void the_version_survives_a_cause_of_any_length(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      tell(nights, "1.1", "x".repeat(799) + "😀".repeat(500));

      assertThat(all(nights).get(0).cause())
          .isEqualTo("x".repeat(799) + "…; first seen with version 1.1");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void of_a_job_that_has_left_the_catalogue_it_ends(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      tell(nights, "1.1", MISSING);
      nights.restart(nights.now(), Nights.oneJob());
      nights.step();
      assertThat(nights
              .world()
              .database()
              .jdbc()
              .sql("SELECT * FROM start_check")
              .query()
              .listOfRows())
          .isEmpty();
      // By a process that still has the old catalogue.
      tell(nights, "1.1", MISSING);

      assertThat(all(nights))
          .filteredOn(incident -> incident.kind() == IncidentKind.COULD_NOT_START)
          .singleElement()
          .satisfies(
              incident -> assertThat(Objects.requireNonNull(incident.ending()).resolution())
                  .isEqualTo(Resolution.NO_LONGER_WATCHED));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void what_was_not_looked_at_is_left_as_it_is(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      tell(nights, "1.1", MISSING);
      record(nights, "another", "1.2", null);
      look(nights);

      assertThat(all(nights).get(0).isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_a_person_ended_is_opened_again_when_another_rehearsal_shows_it(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      tell(nights, "1.1", MISSING);
      resolve(nights, nights.now());
      look(nights);
      nights.restart(nights.now(), Plots.owner());
      look(nights);
      assertThat(nights.incidents(true)).isEmpty();

      tell(nights, "1.1", MISSING);

      assertThat(nights.incidents(true)).hasSize(1);
      assertThat(told(nights, "opened")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void an_ending_by_a_clock_that_is_a_day_ahead_hides_nothing(Databases vendor) {
    try (Nights nights = new Nights(vendor.create(), Plots.owner())) {
      tell(nights, "1.1", MISSING);
      resolve(nights, nights.now().plus(Nights.DAY));

      tell(nights, "1.1", MISSING);

      assertThat(nights.incidents(true)).hasSize(1);
    }
  }

  private static void resolve(Nights nights, Instant now) {
    nights.world().get(IncidentService.class).resolve(nights.incident().id(), "alice", now);
  }
}
