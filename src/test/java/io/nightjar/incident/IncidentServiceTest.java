package io.nightjar.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Findings.Endings;
import io.nightjar.incident.IncidentChange.End;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Incidents are opened once and ended once, whoever does it, and each time people are told once. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class IncidentServiceTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");

  @Parameter
  Databases databases;

  private World world;
  private IncidentService service;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), NOW, Map.of());
    service = world.get(IncidentService.class);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

  private static Open open(String job) {
    return new Open(
        Finding.ofJob(IncidentKind.SCHEDULER_DRIFT, job, "it is paused"), null, Announce.NORMALLY);
  }

  private List<Incident> incidents(boolean open) {
    return world.get(IncidentRepository.class).list(new IncidentQuery(open, null, 1_000));
  }

  private List<String> told() {
    return world.get(Outbox.class).list(new OutboxQuery(null, null, null, 1_000)).stream()
        .map(it -> it.notification().transition())
        .toList();
  }

  @Test
  void what_is_open_already_costs_the_rest_of_a_batch_nothing() {
    service.apply(List.of(open("job-2")), NOW);

    List<Incident> opened =
        service.apply(List.of(open("job-1"), open("job-2"), open("job-3")), NOW);

    assertThat(opened).extracting(Incident::job).containsExactly("job-1", "job-3");
    assertThat(opened).allSatisfy(it -> assertThat(it.id()).isPositive());
    assertThat(incidents(true)).hasSize(3);
    assertThat(told()).containsExactly("opened", "opened", "opened");
  }

  @Test
  void of_two_that_open_the_same_at_once_each_opens_what_the_other_does_not() {
    List<Open> all = IntStream.range(0, 50).mapToObj(i -> open("job-" + i)).toList();
    CountDownLatch begin = new CountDownLatch(1);
    List<CompletableFuture<List<Incident>>> both = IntStream.range(0, 2)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
          try {
            begin.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return databases == Databases.H2 && i == 1
              ? List.<Incident>of()
              : service.apply(all, NOW);
        }))
        .toList();
    begin.countDown();
    int opened = both.stream()
        .mapToInt(each -> each.orTimeout(30, TimeUnit.SECONDS).join().size())
        .sum();

    assertThat(opened).isEqualTo(50);
    assertThat(incidents(true)).hasSize(50);
    assertThat(told()).hasSize(50);
  }

  @Test
  void what_has_ended_is_not_ended_again() {
    Incident incident = service.apply(List.of(open("job-1")), NOW).get(0);

    assertThat(service.resolve(incident.id(), "alice", NOW)).isTrue();
    assertThat(service.resolve(incident.id(), "bob", NOW)).isFalse();
    service.apply(List.of(End.of(incident, Resolution.RECOVERED)), NOW);

    assertThat(incidents(false)).singleElement().satisfies(it -> {
      assertThat(it.ending().resolution()).isEqualTo(Resolution.MANUAL);
      assertThat(it.ending().by()).isEqualTo("alice");
    });
    assertThat(told()).containsExactlyInAnyOrder("opened", "resolved");
  }

  @Test
  void exactly_what_a_check_reports_is_open_and_what_it_does_not_answer_for_stays() {
    service.apply(List.of(open("job-1"), open("job-2"), open("job-3")), NOW);
    Finding still = Finding.ofJob(IncidentKind.SCHEDULER_DRIFT, "job-1", "it is paused still");
    Finding fresh = Finding.ofJob(IncidentKind.SCHEDULER_DRIFT, "job-4", "it is paused");

    service.reconcile(
        new Findings(
            IncidentKind.SCHEDULER_DRIFT,
            List.of(still, fresh),
            open ->
                open.name().equals("job-3") ? Optional.empty() : Optional.of(Resolution.RECOVERED)),
        NOW);

    assertThat(incidents(true))
        .extracting(Incident::job)
        .containsExactlyInAnyOrder("job-1", "job-3", "job-4");
    assertThat(told())
        .containsExactlyInAnyOrder("opened", "opened", "opened", "opened", "resolved");
  }

  @Test
  void what_others_tell_directly_owes_no_notification_and_is_not_reminded_of() {
    Finding blind = Finding.of(IncidentKind.WATCHDOG_BLIND, Subject.WATCHDOG, "nobody watches");
    UUID thread = UUID.randomUUID();
    Incident opened = service
        .apply(List.of(new Open(blind, thread, Announce.DIRECTLY_PENDING)), NOW)
        .get(0);
    assertThat(opened.thread()).isEqualTo(thread);
    assertThat(opened.followUp().notified()).isFalse();

    service.announced(opened, NOW);
    assertThat(incidents(true).get(0).followUp()).isEqualTo(FollowUpState.NONE);
    assertThat(service.end(
            new End(opened, Resolution.RECOVERED, null, null, Announce.DIRECTLY_DONE), NOW))
        .isTrue();

    assertThat(incidents(true)).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_kind_that_nobody_is_reminded_of_is_never_due() {
    Finding stuck = Finding.of(IncidentKind.UNDELIVERABLE, "slack #sync", "channel_not_found");
    service.reconcile(
        new Findings(
            IncidentKind.UNDELIVERABLE, List.of(stuck), Endings.all(Resolution.DELIVERED_AGAIN)),
        NOW);
    Incident open = incidents(true).get(0);
    assertThat(open.followUp().dueAt()).isNull();

    service.acknowledge(open.id(), "alice", null, NOW);
    assertThat(incidents(true).get(0).followUp().dueAt()).isNull();
  }
}
