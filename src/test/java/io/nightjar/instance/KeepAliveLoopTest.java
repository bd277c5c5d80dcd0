package io.nightjar.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.nightjar.BreakableDataSource;
import io.nightjar.Databases;
import io.nightjar.SettableClock;
import io.nightjar.World;
import io.nightjar.config.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.info.BuildProperties;

class KeepAliveLoopTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");
  private static final InstanceProperties QUICK = new InstanceProperties(Duration.ofMillis(5));

  private final World world =
      World.on(BreakableDataSource.around(Databases.H2.create()), NOW, Map.of());
  private final InstanceRepository instances = world.get(InstanceRepository.class);
  private final ThisInstance me = new ThisInstance();
  private final SettableClock clock = world.clock();
  private final InstanceInfo process = new InstanceInfo(
      me,
      new Roles(true, false),
      new DefaultListableBeanFactory().getBeanProvider(BuildProperties.class));
  private final DatabaseAvailability reach = new DatabaseAvailability();
  private final KeepAlive pulse = new KeepAlive(instances, me, process, vitalSigns(), reach, clock);
  private final KeepAliveLoop loop = new KeepAliveLoop(pulse, QUICK, clock);

  private InstanceStatusReader vitalSigns() {
    DatabaseClock database =
        new DatabaseClock(() -> Optional.of(NOW.minusSeconds(30)), clock, () -> 0);
    return new InstanceStatusReader(
        () -> SchedulerState.STARTED,
        database,
        new SchedulerProperties(25, 2_000, Duration.ofSeconds(25), Duration.ofSeconds(30)));
  }

  @AfterEach
  void stop() {
    loop.stop();
    world.close();
  }

  private Instance mine() {
    return instances.find(me.id()).orElseThrow();
  }

  @Test
  void the_instance_is_known_as_soon_as_it_has_started() {
    loop.start();

    assertThat(mine().scheduler()).isTrue();
    assertThat(mine().watchdog()).isFalse();
    assertThat(mine().version()).isEqualTo("unknown");
    assertThat(mine().name()).isNotBlank();
    assertThat(mine().startedAt()).isEqualTo(NOW);
    await().until(() -> mine().keepAlive() > 2);
    assertThat(mine().vitals())
        .isEqualTo(new InstanceStatus(SchedulerState.STARTED, NOW, Duration.ofSeconds(30), 25));
  }

  @Test
  void a_row_that_is_lost_is_written_again() {
    loop.start();
    world.database().jdbc().sql("DELETE FROM instance").update();

    await().until(() -> instances.find(me.id()).isPresent());
  }

  @Test
  void a_pulse_that_does_not_reach_the_database_says_so_for_health() {
    BreakableDataSource source = BreakableDataSource.of(world.database());
    pulse.send();
    assertThat(reach.isAway()).isFalse();

    source.refuse();
    assertThatThrownBy(pulse::send).isInstanceOf(RuntimeException.class);
    assertThat(reach.isAway()).isTrue();

    source.recover();
    pulse.send();
    assertThat(reach.isAway()).isFalse();
  }

  @Test
  void at_the_end_it_says_goodbye_and_has_no_pulse_afterwards() {
    loop.start();
    clock.advance(Duration.ofSeconds(7));
    loop.stop();

    assertThat(mine().stoppedAt()).isEqualTo(NOW.plusSeconds(7));
    assertThat(instances.present()).isEmpty();
    assertThat(loop.isRunning()).isFalse();
  }

  @Test
  void nothing_ends_the_pulse_but_the_stop() {
    AtomicInteger beats = new AtomicInteger();
    KeepAlive failing = mock();
    Mockito.doAnswer(call -> {
          switch (beats.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("no connection");
            case 2 -> throw new NoClassDefFoundError("x/Gone");
            case 3 -> throw new StackOverflowError();
            default -> {}
          }
          return null;
        })
        .when(failing)
        .send();
    KeepAliveLoop surviving = new KeepAliveLoop(failing, QUICK, clock);

    surviving.start();
    await().until(() -> beats.get() > 5);
    surviving.stop();

    verify(failing).stopped();
  }

  @Test
  void a_goodbye_that_fails_does_not_keep_the_process() {
    KeepAlive failing = mock();
    doThrow(new IllegalStateException("no connection")).when(failing).stopped();
    KeepAliveLoop stopping = new KeepAliveLoop(failing, QUICK, clock);
    stopping.start();

    stopping.stop();

    assertThat(stopping.isRunning()).isFalse();
  }

  @Test
  void what_never_started_says_no_goodbye() {
    KeepAlive unused = mock();
    new KeepAliveLoop(unused, QUICK, clock).stop();

    verify(unused, never()).stopped();
  }

  @Test
  void it_starts_first_and_stops_last() {
    assertThat(loop.getPhase()).isEqualTo(Integer.MIN_VALUE);
  }
}
