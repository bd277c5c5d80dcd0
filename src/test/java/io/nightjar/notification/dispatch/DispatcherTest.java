package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notifications;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.outbox.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out, when, and in how many messages. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class DispatcherTest {

  @Parameter
  Databases databases;

  private Post post;

  @BeforeEach
  void setUp() {
    post = new Post(databases);
  }

  @AfterEach
  void tearDown() {
    post.close();
  }

  @Test
  void a_confirmed_message_is_marked_sent_and_never_sent_again() {
    Notification opened = opened("job");
    post.after("1S");

    assertThat(post.slack.attempts()).singleElement().satisfies(delivery -> {
      assertThat(delivery.notification()).isEqualTo(opened.id());
      assertThat(delivery.destination()).isEqualTo("#sync");
      assertThat(delivery.thread()).isNull();
      assertThat(delivery.message()).isEqualTo(opened.message());
    });
    OutboxEntry entry = post.entry(opened);
    assertThat(entry.proof())
        .isEqualTo(new OutboxEntry.Proof(post.now, "ts-1", "id-of-#sync", null));
    assertThat(entry.attempts().count()).isEqualTo(1);
    post.after("10M");
    assertThat(post.slack.attempts()).hasSize(1);
  }

  @Test
  void a_message_waits_for_a_second_of_quiet_and_no_longer() {
    opened("job");

    post.after("0.999S");
    assertThat(post.slack.attempts()).isEmpty();
    assertThat(post.nextDue()).isEqualTo(Post.START.plusSeconds(1));
    post.after("0.001S");
    assertThat(post.slack.attempts()).hasSize(1);
  }

  @Test
  void what_is_decided_in_one_moment_is_one_message() {
    for (int i = 0; i < 11; i++) {
      opened("job-" + i);
      post.after("0.500S");
    }
    post.after("1S");

    assertThat(post.slack.headlines()).containsExactly("[prod] 11 jobs did not start");
    assertThat(post.slack.delivered().get(0).message().facts())
        .extracting(Message.Fact::text)
        .startsWith("job-0 did not start", "job-1 did not start")
        .contains("job-10 did not start");
  }

  @Test
  void a_moment_ends_after_ten_seconds_however_much_is_added() {
    for (int i = 0; i < 30; i++) {
      opened("job-" + i);
      post.after("0.500S");
    }

    assertThat(post.slack.delivered()).hasSize(1);
    assertThat(post.slack.headlines()).containsExactly("[prod] 20 jobs did not start");
  }

  @Test
  void what_comes_later_is_another_message() {
    opened("early");
    post.after("1S");
    opened("late");
    post.after("1S");

    assertThat(post.slack.headlines())
        .containsExactly("[prod] early did not start", "[prod] late did not start");
  }

  @Test
  void a_reply_goes_to_the_thread_and_the_place_of_the_first_message() {
    Incident incident = incident("job");
    post.add(post.opened(incident, "#sync"));
    post.after("1S");
    post.add(post.resolved(incident, "#sync"));
    post.after("1S");

    assertThat(post.slack.headlines())
        .containsExactly("[prod] job did not start", "[prod] job is done");
    assertThat(post.slack.delivered().get(1).thread()).isEqualTo("ts-1");
    assertThat(post.slack.delivered().get(1).destination()).isEqualTo("id-of-#sync");
  }

  @Test
  void those_told_together_have_one_thread() {
    Incident one = incident("one");
    Incident two = incident("two");
    post.add(post.opened(one, "#sync"), post.opened(two, "#sync"));
    post.after("1S");
    post.add(post.resolved(two, "#sync"));
    post.after("1S");
    post.add(post.resolved(one, "#sync"));
    post.after("1S");

    assertThat(post.slack.headlines())
        .containsExactly("[prod] 2 jobs did not start", "[prod] two is done", "[prod] one is done");
    assertThat(post.slack.delivered())
        .extracting(Delivery::thread)
        .containsExactly(null, "ts-1", "ts-1");
  }

  @Test
  void many_threads_with_news_at_once_are_one_message_of_its_own() {
    List<Incident> incidents = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      incidents.add(incident("job-" + i));
      post.add(post.opened(incidents.get(i), "#sync"));
      post.after("1S");
    }
    incidents.forEach(each -> post.add(post.resolved(each, "#sync")));
    post.after("1S");

    assertThat(post.slack.headlines()).hasSize(5).last().isEqualTo("[prod] 4 jobs done");
    assertThat(post.slack.delivered().get(4).thread()).isNull();
  }

  @Test
  void a_few_threads_with_news_at_once_get_it_each() {
    List<Incident> incidents = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      incidents.add(incident("job-" + i));
      post.add(post.opened(incidents.get(i), "#sync"));
      post.after("1S");
    }
    incidents.forEach(each -> post.add(post.resolved(each, "#sync")));
    post.after("1S");

    assertThat(post.slack.delivered())
        .extracting(Delivery::thread)
        .containsExactly(null, null, null, "ts-1", "ts-2", "ts-3");
  }

  @Test
  void a_thread_at_another_place_is_none_here() {
    Incident incident = incident("job");
    post.add(post.opened(incident, "#old"));
    post.after("1S");
    post.add(post.resolved(incident, "#new"));
    post.after("1S");

    assertThat(post.slack.delivered().get(1).thread()).isNull();
    assertThat(post.slack.delivered().get(1).destination()).isEqualTo("#new");
  }

  @Test
  void what_is_about_no_incident_is_told_alone() {
    Notification digest = new Notification(
        UUID.randomUUID(),
        null,
        "digest",
        new Destination("slack", "#sync"),
        null,
        Notifications.message("all well"),
        post.now);
    post.add(digest);
    opened("job");
    post.after("1S");

    assertThat(post.slack.headlines()).containsExactly("all well", "[prod] job did not start");
  }

  @Test
  void a_place_is_sent_one_message_for_each_turn_of_its_pace() {
    post.slack.paced(Duration.ofSeconds(1));
    Incident incident = incident("job");
    post.add(post.opened(incident, "#sync"));
    post.after("1S");
    post.add(post.resolved(incident, "#sync"));
    post.after("0.999S");
    assertThat(post.slack.delivered()).hasSize(1);
    post.restart();
    post.runDry();
    assertThat(post.slack.delivered()).hasSize(1);
    post.after("0.001S");

    assertThat(post.slack.delivered()).hasSize(2);
  }

  @Test
  void a_place_with_much_to_tell_does_not_delay_the_others() {
    for (int i = 0; i < 5; i++) {
      post.add(new Notification(
          UUID.randomUUID(),
          null,
          "digest",
          new Destination("slack", "#storm"),
          null,
          Notifications.message("storm"),
          post.now));
    }
    post.add(post.opened(incident("calm"), "#calm"));
    post.now = post.now.plusSeconds(1);

    post.step();
    post.step();

    assertThat(post.slack.headlines()).contains("[prod] calm did not start");
  }

  @Test
  void of_what_could_not_be_told_in_time_only_the_newest_is_told_and_what_was_before() {
    Incident incident = incident("job");
    post.slack.always(d -> {
      throw new DeliveryException(DeliveryException.Kind.TRANSIENT, "down", null);
    });
    post.add(post.opened(incident, "#sync"));
    post.after("1S");
    post.after("1H");
    post.add(post.resolved(incident, "#sync"));
    post.after("1S");
    post.slack.always(null);
    post.after("30S");

    assertThat(post.slack.headlines()).containsExactly("[prod] job is done");
    Message told = post.slack.delivered().get(0).message();
    assertThat(PlainTextRenderer.of(told))
        .contains("Before that: Thu 22 Jan 00:10 UTC: job did not start")
        .contains(
            "Delivered late: This was written between Thu 22 Jan 00:10 UTC and Thu 22 Jan 01:10 UTC");
  }

  private Incident incident(String job) {
    return post.open(job, IncidentKind.NOT_STARTED);
  }

  private Notification opened(String job) {
    Notification opened = post.opened(incident(job), "#sync");
    post.add(opened);
    return opened;
  }
}
