package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.dispatch.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An hour without Slack, in which the process is killed three times in the middle of a message: nothing is lost, nothing
 * is told twice, and what was opened and resolved meanwhile is told by its newest state.
 */
class OutageTest {

  private static final Pattern COUNT = Pattern.compile("\\[prod] (\\d+) jobs");

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"H2, 1", "H2, 2", "H2, 3", "H2, 4", "POSTGRESQL, 5", "POSTGRESQL, 6"})
  void nothing_is_lost_and_nothing_doubled(Databases databases, long seed) {
    Random random = new Random(seed);
    try (Post post = new Post(databases)) {
      Map<UUID, DeliveryReceipt> there = new HashMap<>();
      post.slack.onSearch(delivery -> {
        DeliveryReceipt found = there.get(delivery.notification());
        return found == null ? DeliveryLookup.ABSENT : DeliveryLookup.found(found);
      });
      post.slack.always(delivery -> outage(post, delivery, there, random));
      List<Incident> incidents = new ArrayList<>();
      List<Integer> kills = List.of(600, 1_800, 3_000);
      for (int second = 0; second < 3_600; second++) {
        if (second % 7 == 0) {
          Incident incident = post.open("job-" + second, IncidentKind.NOT_STARTED);
          incidents.add(incident);
          post.add(post.opened(incident, "#sync"));
        }
        if (second % 70 == 35) {
          post.add(post.resolved(incidents.get(incidents.size() - 2), "#sync"));
        }
        step(post, kills.contains(second));
      }
      Instant back = post.now;
      post.slack.always(delivery -> accept(post, delivery, there));
      while (post.outbox().pending(post.now).count() > 0) {
        post.after("1S");
      }

      assertThat(Duration.between(back, post.now)).isLessThan(Duration.ofSeconds(95));
      assertThat(told(post)).isEqualTo(incidents.size());
      assertThat(new HashSet<>(
              post.slack.delivered().stream().map(Delivery::notification).toList()))
          .hasSameSizeAs(post.slack.delivered());
    }
  }

  private static void step(Post post, boolean kill) {
    try {
      if (kill) {
        post.slack.next(delivery -> {
          throw new Killed();
        });
        // Until the pause after the last failure is over, and the message is on its way. What was
        // only
        // unclear may turn out to have arrived, and then there is nothing to be killed with until
        // more is owed.
        while (post.outbox().pending(post.now).count() > 0) {
          post.after("1S");
        }
      }
      post.after("1S");
    } catch (Killed e) {
      post.restart();
    }
  }

  /** Down: mostly refused, at times silent after the message was taken. */
  private static DeliveryReceipt outage(
      Post post, Delivery delivery, Map<UUID, DeliveryReceipt> there, Random random) {
    if (random.nextInt(20) == 0) {
      accept(post, delivery, there);
      throw new DeliveryException(Kind.UNCLEAR, "no answer", null);
    }
    throw new DeliveryException(random.nextBoolean() ? Kind.TRANSIENT : Kind.UNCLEAR, "down", null);
  }

  private static DeliveryReceipt accept(
      Post post, Delivery delivery, Map<UUID, DeliveryReceipt> there) {
    DeliveryReceipt receipt = post.slack.accept(delivery);
    there.put(delivery.notification(), receipt);
    return receipt;
  }

  /** How many jobs all first messages together tell of. */
  private static int told(Post post) {
    int told = 0;
    for (Delivery delivery : post.slack.delivered()) {
      if (delivery.thread() == null) {
        Matcher count = COUNT.matcher(delivery.message().headline());
        told += count.find() ? Integer.parseInt(count.group(1)) : 1;
      }
    }
    return told;
  }

  /** Stands for the end of the process: nothing of ours may catch it. */
  private static final class Killed extends Error {}
}
