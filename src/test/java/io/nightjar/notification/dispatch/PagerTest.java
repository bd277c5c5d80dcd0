package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.IncidentRef;
import io.nightjar.notification.IncidentRef.Event;
import io.nightjar.notification.Message;
import io.nightjar.notification.ScriptedChannel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel that keeps incidents of its own: each message is about one, and says which and what it has come to. */
class PagerTest {

  private final ScriptedChannel pager = new ScriptedChannel("pager").paging();
  private final Post post =
      new Post(Databases.H2, Map.of(), pager, new ScriptedChannel("mail", false));

  @AfterEach
  void close() {
    post.close();
  }

  @Test
  void several_incidents_at_once_are_a_message_each() {
    Incident one = post.open("one", IncidentKind.NOT_STARTED);
    Incident two = post.open("two", IncidentKind.FAILED);
    post.add(
        post.at("pager", post.opened(one, "duty")), post.at("pager", post.opened(two, "duty")));
    post.after("1S");

    assertThat(pager.delivered())
        .extracting(Delivery::incident)
        .containsExactly(ref(one, Event.FIRING), ref(two, Event.FIRING));
    assertThat(pager.headlines())
        .containsExactly("[prod] one did not start", "[prod] two did not start");
  }

  @Test
  void an_incident_keeps_its_key_to_its_end() {
    Incident incident = post.open("one", IncidentKind.NOT_STARTED);
    post.add(post.at("pager", post.opened(incident, "duty")));
    post.after("1S");
    post.add(post.at(
        "pager",
        post.turn(
            incident,
            "duty",
            "acknowledged",
            "is acknowledged",
            Message.Status.INFO,
            incident.thread())));
    post.after("1S");
    post.add(post.at("pager", post.resolved(incident, "duty")));
    post.after("1S");

    assertThat(pager.delivered())
        .extracting(Delivery::incident)
        .containsExactly(
            ref(incident, Event.FIRING),
            ref(incident, Event.ACKNOWLEDGED),
            ref(incident, Event.RESOLVED));
  }

  @Test
  void of_an_incident_that_has_ended_meanwhile_the_end_is_told() {
    Incident incident = post.open("one", IncidentKind.NOT_STARTED);
    post.add(
        post.at("pager", post.opened(incident, "duty")),
        post.at("pager", post.resolved(incident, "duty")));
    post.after("1S");

    assertThat(pager.delivered())
        .extracting(Delivery::incident)
        .containsExactly(ref(incident, Event.RESOLVED));
  }

  private static IncidentRef ref(Incident incident, Event event) {
    return new IncidentRef("prod/" + incident.id(), event);
  }
}
