package io.nightjar.notification.dispatch;

import static io.nightjar.notification.Notifications.add;
import static io.nightjar.notification.Notifications.outbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.notification.AlertProperties;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.ConsoleChannel;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.Notifications;
import io.nightjar.notification.ScriptedChannel;
import io.nightjar.notification.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DispatcherLoopTest {

  private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  private ScriptedChannel slack;
  private Post post;
  private Database database;
  private DispatcherLoop loop;

  @BeforeEach
  void create() {
    post = new Post(Databases.H2);
    slack = post.slack;
    database = post.database;
    loop = new DispatcherLoop(
        post.newDispatcher(), new ChannelRegistry(List.of(slack)), own -> own, clock);
  }

  @AfterEach
  void stop() {
    loop.stop();
    post.close();
  }

  @Test
  void a_ring_wakes_it() {
    loop.start();
    await().until(() -> loop.lastPass() != null);
    Instant before = clock.instant().minusSeconds(1);

    add(database, Notifications.at("opened", "#sync", null, before));
    Instant rung = clock.instant();
    loop.wake();

    await().pollInterval(Duration.ofMillis(5)).until(() -> !slack.delivered().isEmpty());
    assertThat(Duration.between(rung, clock.instant())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void without_a_ring_it_looks_within_about_a_second() {
    loop.start();
    add(database, Notifications.at("opened", "#sync", null, clock.instant()));

    await().atMost(Duration.ofSeconds(5)).until(() -> !slack.delivered().isEmpty());
  }

  @Test
  void a_failed_message_is_tried_again_when_it_is_due() {
    slack.next(d -> {
      throw new DeliveryException(
          DeliveryException.Kind.TRANSIENT, "scripted", Duration.ofMillis(50));
    });
    add(database, Notifications.at("opened", "#sync", null, clock.instant()));

    loop.start();

    await().atMost(Duration.ofSeconds(5)).until(() -> !slack.delivered().isEmpty());
    assertThat(slack.attempts()).hasSize(2);
  }

  @Test
  void it_survives_whatever_is_thrown_and_says_what_that_means(CapturedOutput output) {
    database.jdbc().sql("ALTER TABLE notification RENAME TO gone").update();
    loop.start();
    await()
        .until(() ->
            output.getOut().contains("Notifications are not being delivered; they stay pending"));
    assertThat(loop.lastPass()).isNull();

    database.jdbc().sql("ALTER TABLE gone RENAME TO notification").update();

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> output.getOut().contains("being delivered again"));
    assertThat(loop.lastPass()).isNotNull();
  }

  @Test
  void it_survives_an_error_too() {
    slack.next(d -> {
      throw new AssertionError("a bug");
    });
    add(database, Notifications.at("lost", "#sync", null, clock.instant()));
    add(database, Notifications.at("found", "#other", null, clock.instant()));

    loop.start();

    await().atMost(Duration.ofSeconds(5)).until(() -> !slack.delivered().isEmpty());
  }

  @Test
  void stopping_waits_for_the_message_on_its_way() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    slack.next(d -> {
      sending.countDown();
      awaitUninterrupted(go);
      return slack.accept(d);
    });
    add(database, Notifications.at("opened", "#sync", null, clock.instant()));
    loop.start();
    sending.await();

    Thread stopper = new Thread(loop::stop);
    stopper.start();
    await().until(() -> !loop.isRunning());
    go.countDown();
    stopper.join();

    assertThat(outbox(database).find(7)).singleElement().matches(OutboxEntry::isSent);
  }

  @Test
  void it_says_loudly_at_start_that_nobody_will_be_told(CapturedOutput output) {
    ChannelRegistry none = new ChannelRegistry(
        List.of(new ConsoleChannel(new AlertProperties(false, Duration.ofMinutes(2)))));
    var silent = new DispatcherLoop(post.newDispatcher(), none, own -> own, clock);

    silent.start();
    silent.stop();

    assertThat(output).contains("ERROR").contains("NO ALERT CHANNEL IS CONFIGURED");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
