package io.nightjar.ledger.run;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRunClaimRepository;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.CatalogueSync;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ledger does on every database, whatever the zone of its sessions. A job is expected each night. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
public abstract class LedgerContract {

  public static final Instant START = Instant.parse("2026-01-21T13:15:00Z");
  public static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  public static final Instant NEXT_NIGHT = Instant.parse("2026-01-23T00:05:00Z");
  public static final UUID ME = UUID.randomUUID();

  @Parameter
  public Databases databases;

  public World world;
  public RunRecorder runs;
  public ManualRuns manualRuns;
  PingRecorder externalRuns;
  public ExpectedRunRepository expectedRuns;
  public ExpectedRunClaimRepository claims;
  public CatalogueSync records;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), START, World.job("job", "0 5 0 * * *"));
    bindFronts();
    records.align(world.get(JobCatalogue.class), START);
    extend(START);
  }

  void bindFronts() {
    runs = world.get(RunRecorder.class);
    manualRuns = world.get(ManualRuns.class);
    externalRuns = world.get(PingRecorder.class);
    expectedRuns = world.get(ExpectedRunRepository.class);
    claims = world.get(ExpectedRunClaimRepository.class);
    records = world.get(CatalogueSync.class);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

  public void restart(Instant now, Map<String, Object> properties) {
    world.close();
    world = World.on(world.database(), now, properties);
    bindFronts();
    records.align(world.get(JobCatalogue.class), now);
    extend(now);
  }

  public int extend(Instant now) {
    int total = 0;
    int extended;
    do {
      extended = records.extend(world.get(JobCatalogue.class), now, 10);
      total += extended;
    } while (extended == 10);
    return total;
  }

  public Job job() {
    return world.get(JobCatalogue.class).find("job").orElseThrow();
  }

  Run request(String key) {
    return manualRuns.request(
        job(), new RunRequest("alice", "because", "{}"), null, key, world.now());
  }

  public static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      CyclicBarrier barrier = new CyclicBarrier(times);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        futures.add(threads.submit(() -> {
          barrier.await();
          return action.call();
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
