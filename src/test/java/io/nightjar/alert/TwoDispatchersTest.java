package io.nightjar.alert;

import static io.nightjar.alert.Notifications.NOW;
import static io.nightjar.alert.Notifications.add;
import static io.nightjar.alert.Notifications.first;
import static io.nightjar.alert.Notifications.outbox;
import static io.nightjar.alert.Notifications.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoDispatchersTest {

  private static final int THREADS = 60;

  @ParameterizedTest
  @EnumSource(Databases.class)
  void several_dispatchers_side_by_side_deliver_each_message_once_and_threads_in_order(
      Databases databases) throws Exception {
    Database database = databases.create();
    for (int i = 0; i < THREADS; i++) {
      Notification opened = first(i + " opened", "#c" + i % 3);
      add(database, opened, reply(i + " resolved", opened));
    }
    ScriptedChannel slack = new ScriptedChannel("slack");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    CyclicBarrier start = new CyclicBarrier(4);

    List<Future<Integer>> all = IntStream.range(0, 4)
        .mapToObj(i -> pool.submit(() -> {
          var dispatcher = new Dispatcher(
              new Claims(database.jdbc()), new Channels(List.of(slack)), new Random(i));
          start.await();
          return deliverAll(dispatcher, database);
        }))
        .toList();
    for (Future<Integer> one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    pool.shutdownNow();

    assertThat(slack.headlines()).hasSize(2 * THREADS);
    assertThat(new HashSet<>(slack.headlines())).hasSize(2 * THREADS);
    for (int i = 0; i < THREADS; i++) {
      assertThat(slack.headlines().indexOf(i + " opened"))
          .isLessThan(slack.headlines().indexOf(i + " resolved"));
    }
    assertThat(slack.delivered())
        .allSatisfy(d -> assertThat(d.message().facts()).hasSize(1));
    database.close();
  }

  private static int deliverAll(Dispatcher dispatcher, Database database) {
    int steps = 0;
    while (outbox(database).pending(NOW).count() > 0) {
      dispatcher.step(NOW);
      steps++;
    }
    return steps;
  }
}
