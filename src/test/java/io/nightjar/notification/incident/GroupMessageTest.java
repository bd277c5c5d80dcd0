package io.nightjar.notification.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.AlertProperties;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.notification.dispatch.DestinationRepository;
import io.nightjar.notification.dispatch.DispatcherLoop;
import io.nightjar.notification.dispatch.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several incidents in one message. */
class GroupMessageTest {

  @Test
  @Provokes(Fault.W5)
  void consequences_are_told_under_their_cause_and_the_worst_cause_first() {
    Map<String, Object> jobs = new LinkedHashMap<>();
    jobs.putAll(World.job("lonely", "0 5 0 * * *"));
    jobs.putAll(World.job("owner", "0 5 0 * * *"));
    jobs.putAll(World.job("search", "0 29 1 * * *", "requires[0]", "owner"));
    jobs.putAll(World.job("warehouse", "0 0 4 * * *", "requires[0]", "search"));
    try (Post post = new Post(Databases.H2, jobs)) {
      for (String job : List.of("lonely", "warehouse", "search", "owner")) {
        post.add(post.opened(post.open(job, IncidentKind.NOT_STARTED), "#sync"));
      }
      post.after("1S");

      Message message = post.slack.delivered().get(0).message();
      assertThat(message.headline()).isEqualTo("[prod] 4 jobs did not start");
      assertThat(message.facts())
          .extracting(Message.Fact::text)
          .startsWith(
              "owner did not start; also affected, as they need it: search, warehouse",
              "lonely did not start");
    }
    FaultBook.room(Fault.W5).so("jobs that depend on a missed one are listed below it");
  }

  @Test
  void five_nights_of_a_job_are_one_line() {
    try (Post post = new Post(Databases.H2)) {
      for (int night = 0; night < 5; night++) {
        for (String job : List.of("one", "two")) {
          post.add(post.opened(
              post.open(job, IncidentKind.NOT_STARTED, post.now.plus(Duration.ofDays(night))),
              "#sync"));
        }
      }
      post.after("1S");

      Message message = post.slack.delivered().get(0).message();
      assertThat(message.headline()).isEqualTo("[prod] 10 runs of 2 jobs did not start");
      assertThat(message.facts())
          .extracting(Message.Fact::text)
          .startsWith("one did not start, and 4 earlier", "two did not start, and 4 earlier");
    }
  }

  @Test
  void different_troubles_are_counted_apart() {
    try (Post post = new Post(Databases.H2)) {
      post.add(post.opened(post.open("one", IncidentKind.NOT_STARTED), "#sync"));
      post.add(post.opened(post.open("two", IncidentKind.FAILED), "#sync"));
      Incident over = post.open("three", IncidentKind.FAILED);
      post.add(post.opened(over, "#sync"), post.resolved(over, "#sync"));
      post.after("1S");

      Message message = post.slack.delivered().get(0).message();
      assertThat(message.headline()).isEqualTo("[prod] 3 jobs: 1 did not start, 1 failed, 1 done");
      assertThat(message.status()).isEqualTo(Message.Status.FIRING);
    }
  }

  @Test
  void two_problems_of_one_run_are_no_two_runs() {
    try (Post post = new Post(Databases.H2)) {
      post.add(post.opened(post.open("hung", IncidentKind.OVERDUE), "#sync"));
      post.add(post.opened(post.open("hung", IncidentKind.FAILED), "#sync"));
      post.after("1S");

      assertThat(post.slack.delivered().get(0).message().headline())
          .isEqualTo("[prod] 2 problems of 1 job: 1 not finished in time, 1 failed");
    }
  }

  @Test
  void a_run_that_was_late_and_then_failed_is_one_story_with_its_newest_turn() {
    try (Post post = new Post(Databases.H2)) {
      Incident late = post.open("hung", IncidentKind.OVERDUE);
      Incident failed = post.open("hung", IncidentKind.FAILED);
      post.add(
          post.opened(late, "#sync"),
          post.turn(failed, "#sync", "opened", "failed", Message.Status.FIRING, late.thread()));
      post.after("1S");

      assertThat(PlainTextRenderer.of(post.slack.delivered().get(0).message()))
          .startsWith(
              "🔴 [prod] hung failed\nBefore that: Thu 22 Jan 00:10 UTC: hung did not start");
    }
  }

  @Test
  void the_buttons_of_a_few_causes_are_there_and_one_for_all() {
    try (Post post = new Post(Databases.H2)) {
      Notification first = post.opened(post.open("one", IncidentKind.NOT_STARTED), "#sync");
      post.add(first, post.opened(post.open("two", IncidentKind.NOT_STARTED), "#sync"));
      post.after("1S");

      assertThat(post.slack.delivered().get(0).message().actions())
          .containsExactly(
              new Message.Action(Message.Deed.RERUN, "Re-run one", "one"),
              new Message.Action(Message.Deed.RERUN, "Re-run two", "two"),
              new Message.Action(
                  Message.Deed.ACKNOWLEDGE, "Acknowledge all", "message:" + first.id()),
              new Message.Action(Message.Deed.MUTE, "Mute all for 24 h", "message:" + first.id()));
      assertThat(new AlertingStatus(
                  post.outbox(),
                  new DestinationRepository(post.database.jdbc(), post.database.dialect()),
                  new ChannelRegistry(List.of(post.slack)),
                  new AlertProperties(false, Duration.ZERO),
                  new org.springframework.beans.factory.support.StaticListableBeanFactory()
                      .getBeanProvider(DispatcherLoop.class))
              .incidentsOf(first.id()))
          .hasSize(2);
    }
  }

  @Test
  @Provokes(Fault.W5)
  void ten_thousand_are_one_short_message() {
    try (Post post = new Post(Databases.H2)) {
      List<Incident> incidents = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        incidents.add(IncidentFixture.of(
            "job-" + i,
            IncidentKind.NOT_STARTED,
            post.now,
            post.now,
            java.util.UUID.randomUUID(),
            Incident.Evidence.NONE));
      }
      post.database.transactions().executeWithoutResult(status -> {
        List<Notification> all = IncidentFixture.open(post.incidents(), incidents).stream()
            .map(incident -> post.opened(incident, "#sync"))
            .toList();
        post.outbox().add(all);
      });
      post.after("1S");

      assertThat(post.slack.headlines()).containsExactly("[prod] 10,000 jobs did not start");
      String text = PlainTextRenderer.of(post.slack.delivered().get(0).message());
      assertThat(text).contains("• +9,985 more").contains("/api/incidents?state=open");
      assertThat(post.outbox().pending(post.now).count()).isZero();
    }
    FaultBook.room(Fault.W5).so("10,000 jobs: one message of fifteen lines and \"+9,985 more\"");
  }
}
