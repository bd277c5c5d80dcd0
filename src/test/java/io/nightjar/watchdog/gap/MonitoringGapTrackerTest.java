package io.nightjar.watchdog.gap;

import static io.nightjar.watchdog.Nights.ME;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.notification.facts.IncidentFacts.Blind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When nobody watched: noticed, put off once, and kept for whoever asks later. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class MonitoringGapTrackerTest {

  private static final Instant T = Instant.parse("2026-01-22T00:00:00Z");

  @Parameter
  Databases databases;

  private World world;
  private MonitoringGapTracker blindTime;
  private MonitoringGapRecorder book;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), T, Map.of());
    blindTime = world.get(MonitoringGapTracker.class);
    book = world.get(MonitoringGapRecorder.class);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

  private void pass(long second) {
    blindTime.pass(T.plusSeconds(second));
    blindTime.seen(T.plusSeconds(second));
  }

  private List<Stretch> written() {
    book.step();
    return world.get(MonitoringGaps.class).latest(10);
  }

  private static Optional<Blind> around(World world, Instant instant) {
    return Optional.ofNullable(
        Blind.around(instant, world.get(MonitoringGaps.class).known()));
  }

  private Stretch stretch(Reason reason, long from, long to) {
    return new Stretch(
        reason,
        T.plusSeconds(from),
        T.plusSeconds(to),
        world.get(ThisInstance.class).id());
  }

  @Test
  void the_first_pass_puts_nothing_off() {
    pass(0);

    assertThat(blindTime.puttingOffUntil(T)).isEmpty();
    assertThat(world.get(MonitoringGaps.class).known()).isEmpty();
  }

  @ParameterizedTest(name = "{0} s after the last pass: {1}")
  @CsvSource({"1, false", "60, false", "61, true", "100000, true", "-3600, false"})
  void a_gap_of_more_than_a_minute_puts_findings_off_once(long seconds, boolean putOff) {
    pass(0);
    pass(seconds);

    assertThat(blindTime.puttingOffUntil(T.plusSeconds(seconds)).isPresent()).isEqualTo(putOff);
    assertThat(written()).hasSize(putOff ? 1 : 0);
    pass(seconds + 5);
    assertThat(blindTime.puttingOffUntil(T.plusSeconds(seconds + 5))).isEmpty();
  }

  @Test
  void a_gap_is_a_fact_that_is_kept() {
    pass(0);
    pass(600);
    pass(601);

    Blind gap = new Blind(T, T.plusSeconds(600), "stood still (or its clock was set)");
    assertThat(around(world, T.plusSeconds(300))).contains(gap);
    assertThat(around(world, T)).contains(gap);
    assertThat(around(world, T.plusSeconds(600))).contains(gap);
    assertThat(around(world, T.minusSeconds(1))).isEmpty();
    assertThat(around(world, T.plusSeconds(601))).isEmpty();
    assertThat(written()).containsExactly(stretch(Reason.SUSPENDED, 0, 600));
  }

  @Test
  void a_later_instance_knows_it_too_and_an_earlier_gap_besides() {
    pass(0);
    pass(600);
    pass(700);
    assertThat(written()).hasSize(1);
    assertThat(written()).hasSize(2);

    try (World later = World.on(world.database(), T.plusSeconds(900), Map.of())) {
      assertThat(around(later, T.plusSeconds(300)))
          .contains(new Blind(T, T.plusSeconds(600), "stood still (or its clock was set)"));
      assertThat(around(later, T.plusSeconds(650)))
          .contains(new Blind(
              T.plusSeconds(600), T.plusSeconds(700), "stood still (or its clock was set)"));
      assertThat(around(later, T.plusSeconds(701))).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} s after the last sign of life: {1}")
  @CsvSource({"60, false", "61, true"})
  void downtime_before_the_start_is_known_and_puts_nothing_off(long seconds, boolean known) {
    blindTime.startsAfter(T, T.plusSeconds(seconds));
    pass(seconds);

    assertThat(around(world, T.plusSeconds(30)).isPresent()).isEqualTo(known);
    assertThat(blindTime.puttingOffUntil(T.plusSeconds(seconds))).isEmpty();
    assertThat(written()).isEqualTo(known ? List.of(stretch(Reason.DOWN, 0, seconds)) : List.of());
  }

  @Test
  void passes_that_cannot_read_are_a_time_without_the_database_written_by_who_tells_of_it() {
    pass(0);
    blindTime.pass(T.plusSeconds(30));
    blindTime.pass(T.plusSeconds(90));
    blindTime.pass(T.plusSeconds(120));
    assertThat(blindTime.puttingOffUntil(T.plusSeconds(124))).isPresent();
    assertThat(around(world, T.plusSeconds(10)))
        .contains(new Blind(T, T.plusSeconds(120), "could not read its database"));
    blindTime.seen(T.plusSeconds(120));
    assertThat(written()).isEmpty();

    book.add(
        new DatabaseOutage(T, T.plusSeconds(121), UUID.randomUUID(), "it hangs", Reason.DATABASE));
    assertThat(written()).containsExactly(stretch(Reason.DATABASE, 0, 121));
  }

  @Test
  void a_look_that_hung_is_no_suspension() {
    pass(0);
    book.spellBegins();
    pass(90);

    assertThat(around(world, T.plusSeconds(10)))
        .contains(new Blind(T, T.plusSeconds(90), "could not read its database"));
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest(name = "the other''s last pulse {0} s before: {1}")
  @CsvSource({"60, false", "61, true"})
  void while_another_watched_nobody_was_blind(long before, boolean blind) {
    InstanceRepository instances = world.get(InstanceRepository.class);
    instances.register(new Instance(ME, "other", "1", false, true, T, 0, T, null, null));
    pass(0);
    instances.keepAlive(ME, InstanceStatus.NONE, T.plusSeconds(600 - before));
    pass(600);

    assertThat(blindTime.puttingOffUntil(T.plusSeconds(601))).isPresent();
    assertThat(around(world, T.plusSeconds(300)).isPresent()).isEqualTo(blind);
    assertThat(written()).hasSize(blind ? 1 : 0);
  }

  @Test
  void what_several_notice_is_written_once() {
    blindTime.startsAfter(T, T.plusSeconds(90));
    assertThat(written()).hasSize(1);

    blindTime.startsAfter(T, T.plusSeconds(95));
    assertThat(written()).containsExactly(stretch(Reason.DOWN, 0, 90));
  }
}
