package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.IncidentKind;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.Instance;
import io.nightjar.ledger.Instances;
import io.nightjar.ledger.JobRecords;
import io.nightjar.ledger.ThisInstance;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of the process that started last counts, for as long as that process is there. */
class OvertakenTest {

  private static void register(World world) {
    ThisInstance self = world.get(ThisInstance.class);
    world
        .get(Instances.class)
        .register(new Instance(
            self.id(), self.host(), "1", false, true, world.now(), 0, world.now(), null, null));
  }

  private static void step(World world) {
    world.clock().advance(Duration.ofSeconds(5));
    Nights.stepAll(world);
  }

  private static boolean isWatched(World world, String job) {
    return world.get(JobRecords.class).find(job).orElseThrow().removedAt() == null;
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
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

        younger.get(Instances.class).stopped(younger.get(ThisInstance.class).id(), younger.now());
      }
      step(present);

      assertThat(isWatched(present, "added")).isTrue();
      assertThat(present.get(io.nightjar.incident.Incidents.class).openOf(IncidentKind.JOB_REMOVED))
          .isEmpty();
    } finally {
      database.close();
    }
  }
}
