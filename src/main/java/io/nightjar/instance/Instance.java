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
 * @param keepAlive a counter that grows while the instance runs; others see when it stops growing, independently of the clocks
 * @param keepAliveAt when it last sent a keep-alive, by its own clock
 * @param stoppedAt when it recorded that it stopped, null if it has not
 * @param lostAt when another instance gave it up, null if none has
 * @param vitals what it last reported about itself
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

  /** Creates an instance that has reported nothing about itself yet. */
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
