package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.ScriptedChannel;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What one channel does not take, the others tell. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class FallbackTest {

  @Parameter
  Databases databases;

  private Post post;

  @BeforeEach
  void setUp() {
    post = new Post(databases, Map.of(), new ScriptedChannel("slack"), new ScriptedChannel("mail"));
  }

  @AfterEach
  void tearDown() {
    post.close();
  }

  @Test
  void what_is_not_confirmed_within_two_minutes_goes_elsewhere_as_well() {
    opened("job");
    post.slack.always(fail(Kind.TRANSIENT));
    post.after("119.999S");
    post.after("0S");
    assertThat(post.second.attempts()).isEmpty();
    post.after("0.001S");
    post.after("0S");

    assertThat(post.second.headlines()).containsExactly("[prod] job did not start");
    assertThat(PlainTextRenderer.of(post.second.delivered().get(0).message()))
        .contains("Sent here because: slack #sync did not take it");
    post.pass(Duration.ofMinutes(10));
    assertThat(post.second.attempts()).hasSize(1);

    post.slack.always(null);
    post.after("30S");
    assertThat(post.slack.headlines()).containsExactly("[prod] job did not start");
  }

  @Test
  void why_it_was_sent_elsewhere_is_not_said_once_it_has_arrived() {
    opened("job");
    post.slack.always(fail(Kind.TRANSIENT));
    post.second.always(fail(Kind.TRANSIENT));
    post.after("120S");
    post.after("1S");
    post.slack.always(null);
    post.pass(Duration.ofMinutes(10));
    assertThat(post.slack.headlines()).containsExactly("[prod] job did not start");

    post.second.always(null);
    post.pass(Duration.ofMinutes(10));

    assertThat(PlainTextRenderer.of(post.second.delivered().get(0).message()))
        .contains("job did not start")
        .doesNotContain("Sent here because");
  }

  @Test
  void what_is_refused_goes_elsewhere_at_once() {
    opened("job");
    post.slack.always(fail(Kind.PERMANENT));
    post.after("1S");
    post.after("0S");

    assertThat(post.second.headlines()).containsExactly("[prod] job did not start");
  }

  @Test
  void what_follows_is_a_reply_there_too() {
    Incident incident = opened("job");
    post.slack.always(fail(Kind.PERMANENT));
    post.after("1S");
    post.after("1S");
    post.add(post.resolved(incident, "#sync"));
    post.after("1S");
    post.after("1S");

    assertThat(post.second.headlines())
        .containsExactly("[prod] job did not start", "[prod] job is done");
    assertThat(post.second.delivered().get(1).thread()).isEqualTo("ts-1");
  }

  @Test
  void the_end_is_told_there_too_when_the_first_takes_messages_again() {
    Incident incident = opened("job");
    post.slack.always(fail(Kind.PERMANENT));
    post.after("1S");
    post.after("1S");
    post.slack.always(null);
    post.pass(Duration.ofMinutes(10));
    post.add(post.resolved(incident, "#sync"));
    post.after("1S");
    post.pass(Duration.ofMinutes(10));

    assertThat(post.slack.headlines()).contains("[prod] job did not start", "[prod] job is done");
    assertThat(post.second.headlines()).filteredOn("[prod] job is done"::equals).hasSize(1);
    assertThat(PlainTextRenderer.of(
            post.second.delivered().get(post.second.delivered().size() - 1).message()))
        .contains("job is done")
        .doesNotContain("Sent here because");
  }

  @Test
  void a_storm_is_one_message_there_too() {
    for (int i = 0; i < 50; i++) {
      opened("job-" + i);
    }
    post.slack.always(fail(Kind.PERMANENT));
    post.after("1S");
    post.after("1S");

    assertThat(post.second.headlines()).containsExactly("[prod] 50 jobs did not start");
    assertThat(PlainTextRenderer.of(post.second.delivered().get(0).message()))
        .containsOnlyOnce("Sent here because");
  }

  @Test
  void what_the_other_does_not_take_either_is_not_sent_round() {
    opened("job");
    post.slack.always(fail(Kind.PERMANENT));
    post.second.always(fail(Kind.PERMANENT));
    post.pass(Duration.ofMinutes(5));

    assertThat(post.outbox().pending(post.now).count()).isEqualTo(2);
    assertThat(post.stuck())
        .extracting(stuck -> stuck.destination().channelKind())
        .containsExactlyInAnyOrder("slack", "mail");
  }

  @Test
  void what_is_confirmed_in_time_goes_nowhere_else() {
    opened("job");
    post.after("1S");
    post.pass(Duration.ofMinutes(5));

    assertThat(post.slack.delivered()).hasSize(1);
    assertThat(post.second.attempts()).isEmpty();
  }

  private Incident opened(String job) {
    Incident incident = post.open(job, IncidentKind.NOT_STARTED);
    post.add(post.opened(incident, "#sync"));
    return incident;
  }

  private static Function<Delivery, DeliveryReceipt> fail(Kind kind) {
    return delivery -> {
      throw new DeliveryException(kind, "scripted " + kind, null);
    };
  }
}
