package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.NightjarApplication;
import io.nightjar.api.JobHandler;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.notification.slack.SlackStandIn;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can only be broken from inside: the whole of Nightjar in this process, in real time. */
class BrokenInsideIT {

  private static final Duration LONG = Duration.ofSeconds(150);

  @Configuration(proxyBeanMethods = false)
  static class Bodies {

    @Bean
    JobHandler broken() {
      return context -> {
        throw new NoClassDefFoundError("org/example/Gone");
      };
    }
  }

  /** One after the other: two schedulers of one name in one process would share their connections. */
  @Test
  @Provokes({Fault.Q3, Fault.Q21})
  void an_error_in_the_body_of_a_job_and_the_end_of_the_schedulers_own_thread() {
    inside(
        List.of("nightjar.jobs.broken.schedule=*/5 * * * * *", "nightjar.jobs.broken.bean=broken"),
        nightjar -> {
          anErrorInTheBody(nightjar);
          theEndOfTheThread(nightjar);
        });
  }

  private static void anErrorInTheBody(ConfigurableApplicationContext nightjar) {
    Incident failed = opened(nightjar, IncidentKind.FAILED, "broken");
    assertThat(failed.cause()).contains("NoClassDefFoundError").contains("org/example/Gone");
    await()
        .atMost(LONG)
        .until(() ->
            nightjar.getBean(RunRecorder.class).history("broken", null, 10).size() > 1);
    FaultBook.room(Fault.Q3)
        .said(
            "failed, with the cause", failed.occurrence(), failed.openedAt(), Duration.ofSeconds(5))
        .so("it is fired again at its next occurrence");
  }

  private static void theEndOfTheThread(ConfigurableApplicationContext nightjar) throws Exception {
    awaitCanary(nightjar);
    Scheduler scheduler = nightjar.getBean(Scheduler.class);
    endThreadOf(scheduler);
    Instant ended = Instant.now();

    Incident silent = opened(nightjar, IncidentKind.SCHEDULER_SILENT, "the scheduler");
    assertThat(scheduler.isStarted()).isTrue();
    FaultBook.room(Fault.Q21)
        .said(
            "scheduler_silent, while it says \"started\"",
            ended,
            silent.openedAt(),
            Duration.ofMinutes(2));
  }

  private interface Body {
    void run(ConfigurableApplicationContext nightjar) throws Exception;
  }

  private static void inside(List<String> settings, Body body) {
    Database database = Databases.POSTGRESQL.createEmpty();
    List<String> all = new ArrayList<>(settings);
    Turns.take();
    try (SlackStandIn slack = SlackStandIn.start("#monitoring")) {
      all.addAll(List.of(
          "server.port=0",
          "spring.datasource.url=" + database.url(),
          "spring.datasource.username=postgres",
          "nightjar.digest.enabled=false",
          "nightjar.slack.token=" + SlackStandIn.TOKEN,
          "nightjar.slack.channel=#monitoring",
          "nightjar.slack.api-url=" + slack.apiUrl()));
      String[] arguments = all.stream().map(each -> "--" + each).toArray(String[]::new);
      try (ConfigurableApplicationContext nightjar =
          new SpringApplicationBuilder(NightjarApplication.class, Bodies.class).run(arguments)) {
        Turns.leave();
        body.run(nightjar);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      Turns.leave();
      database.close();
    }
  }

  private static Incident opened(
      ConfigurableApplicationContext nightjar, IncidentKind kind, String name) {
    return await()
        .atMost(LONG)
        .until(() -> open(nightjar, kind, name), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Incident> open(
      ConfigurableApplicationContext nightjar, IncidentKind kind, String name) {
    return nightjar
        .getBean(IncidentRepository.class)
        .list(new IncidentQuery(null, null, 1_000))
        .stream()
        .filter(each -> each.kind() == kind && each.name().startsWith(name))
        .findFirst();
  }

  private static void awaitCanary(ConfigurableApplicationContext nightjar) {
    await()
        .atMost(LONG)
        .until(() -> !nightjar
            .getBean(RunRecorder.class)
            .history("nightjar-canary", null, 1)
            .isEmpty());
  }

  /** As an error in its loop would: nobody tells the scheduler. */
  private static void endThreadOf(Scheduler scheduler) throws Exception {
    Field inner = scheduler.getClass().getDeclaredField("sched");
    inner.setAccessible(true);
    Object quartz = inner.get(scheduler);
    Field thread = quartz.getClass().getDeclaredField("schedThread");
    thread.setAccessible(true);
    Method halt = thread.get(quartz).getClass().getDeclaredMethod("halt", boolean.class);
    halt.setAccessible(true);
    halt.invoke(thread.get(quartz), true);
  }
}
