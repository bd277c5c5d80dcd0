package io.nightjar.demo;

import io.nightjar.demo.FakeJob.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in of the training-information sync service, for tests and for the demo: the eleven jobs of its night under
 * {@code /sync/api}, their in-memory flags, and its traps on request. Listens on the loopback address only.
 *
 * <ul>
 *   <li>{@code PUT /sync/api/job/NAME}: 200 with {@code {"status":"Just started"}} or {@code {"status":"Already
 *       running"}}, 400 with {@code {"error":"Job not found"}};
 *   <li>{@code PUT /sync/api/jobs}: 200 without a body, starts all that are idle, one after another;
 *   <li>{@code GET /sync/api/jobs/status}: 200 with a map of names to flags, true while a job runs;
 *   <li>JSON comes as {@code text/plain;charset=UTF-8} unless {@code Accept: application/json} is sent;
 *   <li>without the right bearer token: 401.
 * </ul>
 */
public final class FakeSyncService implements AutoCloseable {

  /** The jobs of its night, in the order of their crons. */
  public static final List<String> JOBS = List.of(
      "personOwnerRebuildJob",
      "personPlacementEmployingBodyTrustJob",
      "personPlacementTrainingBodyTrustJob",
      "personRecordStatusJob",
      "postEmployingBodyTrustJob",
      "postTrainingBodyTrustJob",
      "personElasticSearchSyncJob",
      "revalCurrentPmJob",
      "postFundingStatusSyncJob",
      "revalCurrentPlacementJob",
      "postElasticSearchSyncJob");

  private static final Duration DURATION = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer;
  private final Map<String, FakeJob> jobs = new LinkedHashMap<>();
  private final FakeServer server;

  /**
   * Starts listening.
   *
   * @param port to listen on, 0 for any that is free
   * @param token the bearer token that every request must carry, null for none
   */
  public FakeSyncService(int port, @Nullable String token) throws IOException {
    this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
      Thread thread = new Thread(work, "fake-service");
      thread.setDaemon(true);
      return thread;
    });
    JOBS.forEach(name -> jobs.put(name, new FakeJob(timer, DURATION)));
    this.server = new FakeServer(port, token, jobs);
  }

  /** The address of the service, {@code http://127.0.0.1:PORT/sync}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.port() + "/sync");
  }

  /** Sets how long all jobs take from now on; the default is one second. */
  public FakeSyncService takes(Duration duration) {
    jobs.values().forEach(job -> job.takes(duration));
    return this;
  }

  public FakeSyncService takes(String job, Duration duration) {
    job(job).takes(duration);
    return this;
  }

  /** The job starts and never ends. */
  public FakeSyncService hang(String job) {
    job(job).becomes(Fault.HANG);
    return this;
  }

  /** The job answers "Already running" for ever. */
  public FakeSyncService stuckFlag(String job) {
    job(job).becomes(Fault.STUCK_FLAG);
    return this;
  }

  /** The job answers "Just started" and never runs. */
  public FakeSyncService ghost(String job) {
    job(job).becomes(Fault.GHOST);
    return this;
  }

  /** Requests to start the job are answered with the given status and an error. */
  public FakeSyncService refuse(String job, int status) {
    job(job).refuses(status);
    return this;
  }

  /** Ends the job and removes its faults, as a restart of the service would. */
  FakeSyncService heal(String job) {
    job(job).heal();
    return this;
  }

  /** Sets how long after "Just started" the running flags are set. */
  public FakeSyncService flagDelay(Duration delay) {
    server.flagDelay(delay);
    return this;
  }

  /** Delays every answer. */
  FakeSyncService slow(Duration delay) {
    server.slow(delay);
    return this;
  }

  /** The last thousand requests, in the order of arrival. */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  public boolean isRunning(String job) {
    return job(job).isRunning();
  }

  private FakeJob job(String name) {
    return Objects.requireNonNull(jobs.get(name), () -> "no job " + name + "; there are " + JOBS);
  }

  @Override
  public void close() {
    server.close();
    timer.shutdownNow();
  }
}
