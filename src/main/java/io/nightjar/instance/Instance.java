package io.nightjar.instance;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One process of Nightjar.
 *
 * @param id new at each start
 * @param name host name
 * @param version of the build
 * @param scheduler whether it fires jobs
 * @param watchdog whether it watches
 * @param startedAt when it started
 * @param keepAlive counts up while it lives; another instance sees it stand still, whatever the two clocks say
 * @param keepAliveAt when it last said so, by its own clock
 * @param stoppedAt when it said goodbye, null if it has not
 * @param lostAt when another instance gave it up, null if none has
 * @param vitals what it last said of itself
 */
public record Instance(
    UUID id,
    String name,
    String version,
    boolean scheduler,
    boolean watchdog,
    Instant startedAt,
    long keepAlive,
    Instant keepAliveAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant lostAt,
    InstanceStatus vitals) {

  /** One that has said nothing of itself yet. */
  public Instance(
      UUID id,
      String name,
      String version,
      boolean scheduler,
      boolean watchdog,
      Instant startedAt,
      long keepAlive,
      Instant keepAliveAt,
      @Nullable Instant stoppedAt,
      @Nullable Instant lostAt) {
    this(
        id,
        name,
        version,
        scheduler,
        watchdog,
        startedAt,
        keepAlive,
        keepAliveAt,
        stoppedAt,
        lostAt,
        InstanceStatus.NONE);
  }
}
