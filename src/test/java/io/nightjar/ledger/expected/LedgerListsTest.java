package io.nightjar.ledger.expected;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class LedgerListsTest {

  private static final Instant START = Instant.parse("2026-01-22T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-22T02:30:00Z");

  private final Database database;
  private World world;

  LedgerListsTest(Databases vendor) {
    this.database = vendor.create();
  }

  @BeforeEach
  void write_ahead() {
    Map<String, Object> jobs = new LinkedHashMap<>(World.job("hourly", "0 0 * * * *"));
    jobs.putAll(World.job("late", "0 0 4 * * *"));
    world = World.on(database, START, jobs);
    JobCatalogue catalogue = world.get(JobCatalogue.class);
    world.get(CatalogueSync.class).align(catalogue, START);
    world.get(CatalogueSync.class).extend(catalogue, START, 100);
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }

  @Test
  void the_latest_of_each_job_is_the_latest_that_has_passed() {
    ExpectedRunRepository expected = world.get(ExpectedRunRepository.class);

    assertThat(expected.latestStates(NOW)).isEqualTo(Map.of("hourly", ExpectedState.AWAITING));
    ExpectedRun missed = expected.latestOccurred("hourly", NOW).orElseThrow();
    Progress progress = new Progress(ExpectedState.MISSED, null, null, null);
    world
        .get(ExpectedRunClaimRepository.class)
        .update(List.of(new ExpectedRunUpdate(missed.id(), progress, null)));
    assertThat(expected.latestStates(NOW)).isEqualTo(Map.of("hourly", ExpectedState.MISSED));
    assertThat(expected.latestOccurred("hourly", NOW))
        .map(ExpectedRun::occurrence)
        .contains(Instant.parse("2026-01-22T02:00:00Z"));
    assertThat(expected.latestOccurred("late", NOW)).isEmpty();
  }

  @Test
  void a_page_goes_on_behind_the_last_run_of_one_instant() {
    RunRecorder runs = world.get(RunRecorder.class);
    for (int hour = 1; hour <= 5; hour++) {
      runs.fire(
          "hourly", START.plusSeconds(3_600L * hour), RunTrigger.CATCH_UP, UUID.randomUUID(), NOW);
    }

    List<UUID> seen = new ArrayList<>();
    List<Run> page = runs.history("hourly", null, 2);
    while (!page.isEmpty()) {
      page.forEach(run -> seen.add(run.id()));
      page = runs.history("hourly", NOW, page.get(page.size() - 1).id(), 2);
    }

    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void a_pulse_says_whether_the_instance_is_registered() {
    InstanceRepository instances = world.get(InstanceRepository.class);
    UUID id = UUID.randomUUID();

    assertThat(instances.keepAlive(id, InstanceStatus.NONE, NOW)).isFalse();
    instances.register(new Instance(id, "host", "1", true, true, NOW, 0, NOW, null, null));
    assertThat(instances.keepAlive(id, InstanceStatus.NONE, NOW)).isTrue();
  }
}
