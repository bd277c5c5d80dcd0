package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notifications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoDispatchersTest {

  private static final int ALONE = 60;

  @ParameterizedTest
  @EnumSource(Databases.class)
  void several_dispatchers_side_by_side_tell_everything_once_and_threads_in_order(
      Databases databases) throws Exception {
    try (Post post = new Post(databases)) {
      for (int i = 0; i < ALONE; i++) {
        post.add(alone("alone " + i, "#c" + i % 3, post.now));
        Incident incident = post.open("job-" + i, IncidentKind.NOT_STARTED);
        post.add(post.opened(incident, "#c" + i % 3), post.resolved(incident, "#c" + i % 3));
      }
      ExecutorService pool = Executors.newFixedThreadPool(4);
      CyclicBarrier start = new CyclicBarrier(4);

      List<Future<Integer>> all = IntStream.range(0, 4)
          .mapToObj(i -> pool.submit(() -> {
            Dispatcher dispatcher = post.newDispatcher();
            start.await();
            return deliverAll(dispatcher, post);
          }))
          .toList();
      for (Future<Integer> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
      pool.shutdownNow();

      List<String> expected =
          new ArrayList<>(IntStream.range(0, ALONE).mapToObj(i -> "alone " + i).toList());
      expected.addAll(List.of("[prod] 20 jobs done", "[prod] 20 jobs done", "[prod] 20 jobs done"));
      assertThat(post.slack.headlines()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(post.slack.searches()).isEmpty();
    }
  }

  private static Notification alone(String headline, String place, Instant now) {
    return new Notification(
        UUID.randomUUID(),
        null,
        "digest",
        new Destination("slack", place),
        null,
        Notifications.message(headline),
        now);
  }

  private static int deliverAll(Dispatcher dispatcher, Post post) {
    int steps = 0;
    while (post.outbox().pending(post.now).count() > 0) {
      dispatcher.step(post.now.plusSeconds(1));
      steps++;
    }
    return steps;
  }
}
