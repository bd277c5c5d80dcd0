package io.nightjar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.JobCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A heartbeat from elsewhere is recorded wholly or not at all, whoever sends it again. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class ExternalRunsTest {

  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");

  @Parameter
  Databases databases;

  private World world;

  @BeforeEach
  void setUp() {
    Instant start = NIGHT.minusSeconds(3_600);
    world = World.on(databases.create(), start, World.job("job", "0 5 0 * * *"));
    world.get(JobRecords.class).align(world.get(JobCatalogue.class), start);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

  private UUID started(@Nullable UUID rid) {
    return world
        .get(ExternalRuns.class)
        .record(new Ping("job", HeartbeatKind.STARTED, rid, null, "said", NIGHT.plusSeconds(1)));
  }

  private void rename(String from, String to) {
    world.database().jdbc().sql("ALTER TABLE " + from + " RENAME TO " + to).update();
  }

  @Test
  void a_start_that_could_not_be_recorded_leaves_no_run_behind() {
    rename("heartbeat", "away");
    assertThatThrownBy(() -> started(null)).hasMessageContaining("heartbeat");
    rename("away", "heartbeat");

    UUID run = started(null);

    assertThat(world.get(Runs.class).unfinished("job")).extracting(Run::id).containsExactly(run);
  }

  @Test
  void of_many_with_the_same_run_id_at_once_one_makes_the_run_and_all_are_kept() throws Exception {
    UUID rid = UUID.randomUUID();
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      Callable<UUID> send = () -> started(rid);
      List<UUID> runs =
          senders.invokeAll(IntStream.range(0, 8).mapToObj(i -> send).toList()).stream()
              .map(ExternalRunsTest::joined)
              .distinct()
              .toList();

      assertThat(runs).hasSize(1);
      assertThat(world.get(Runs.class).heartbeats(runs.get(0))).hasSize(8);
    } finally {
      senders.shutdownNow();
    }
  }

  private static UUID joined(java.util.concurrent.Future<UUID> sent) {
    try {
      return sent.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
