package io.nightjar.web.problem;

import io.nightjar.Databases;
import io.nightjar.SettableClock;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.JobTarget;
import io.nightjar.job.TargetSection;
import io.nightjar.job.TargetType;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.notification.InteractionReplies;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerFactory;
import io.nightjar.scheduler.AdHocTriggers;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** What the tests of the web put in place of the outside. */
@TestConfiguration(proxyBeanMethods = false)
public class WebFixture {

  /** Ten minutes after the night's first job was due: the state that most tests begin with. */
  public static final Instant START = Instant.parse("2026-01-22T00:10:00Z");

  @Bean
  @Primary
  SettableClock settableClock() {
    return new SettableClock(START);
  }

  @Bean
  @Primary
  RecordedWakeUps recordedWakeUps() {
    return new RecordedWakeUps();
  }

  @Bean
  @Primary
  RecordedReplies recordedReplies() {
    return new RecordedReplies();
  }

  @Bean
  InertKind inertKind() {
    return new InertKind();
  }

  @Bean
  static InertTargetType inertTargetType() {
    return new InertTargetType();
  }

  @Bean
  @Lazy
  ApiClient api(Environment environment) {
    return new ApiClient(environment.getRequiredProperty("local.server.port", Integer.class));
  }

  /** What people in Slack were answered, each alone. */
  public static final class RecordedReplies implements InteractionReplies {

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Semaphore open = new Semaphore(1);

    /** The next answer; fails when none comes. */
    public String next() {
      try {
        String text = said.poll(10, TimeUnit.SECONDS);
        if (text == null) {
          throw new AssertionError("nobody was answered");
        }
        return text;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    public boolean isEmpty() {
      return said.isEmpty();
    }

    /** Keeps answers, and whoever gives them, until {@link #letGo}. */
    public void hold() {
      open.acquireUninterruptibly();
    }

    public void letGo() {
      open.release();
    }

    @Override
    public void reply(String responseUrl, String text) {
      open.acquireUninterruptibly();
      open.release();
      said.add(responseUrl + " " + text);
    }
  }

  /** Which runs the scheduler was told to begin. */
  public static final class RecordedWakeUps implements AdHocTriggers {

    private final List<UUID> woken = new CopyOnWriteArrayList<>();

    public List<UUID> woken() {
      return woken;
    }

    @Override
    public void wake(UUID run) {
      woken.add(run);
    }

    @Override
    public void catchUp(String job, Instant occurrence) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void adopt(UUID run) {
      throw new UnsupportedOperationException();
    }
  }

  /** A kind of target with a secret in its configuration as a request's headers are. */
  static final class InertTargetType implements TargetType {

    record InertTarget(@NotNull String secret) implements JobTarget {
      @Override
      public String kind() {
        return "inert";
      }
    }

    @Override
    public String key() {
      return "inert";
    }

    @Override
    public JobTarget read(TargetSection section) {
      return section.bind(InertTarget.class);
    }
  }

  /** Its runners, of which none is ever made. */
  public static final class InertKind implements RunnerFactory {

    private volatile Callable<Boolean> made = () -> true;

    /** What happens when a runner is made, before it is refused. */
    public void onMade(Callable<Boolean> then) {
      made = then;
    }

    @Override
    public String key() {
      return "inert";
    }

    @Override
    public Runner runnerFor(Job job) {
      try {
        made.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      throw new UnsupportedOperationException();
    }
  }

  /** Gives the context a database that no other test sees. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static final class OwnDatabase
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of(
              "spring.datasource.url=" + Databases.H2.createEmpty().url(),
              "spring.datasource.username=sa",
              "spring.datasource.password=")
          .applyTo(context);
    }
  }

  /** The same on PostgreSQL. */
  @Order(Ordered.LOWEST_PRECEDENCE)
  static final class OnPostgres
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of(
              "spring.datasource.url=" + Databases.POSTGRESQL.createEmpty().url(),
              "spring.datasource.username=postgres")
          .applyTo(context);
    }
  }

  /** Before each test: the clock at its start, an empty ledger, its expected runs written ahead from an hour before. */
  static final class CleanLedger implements TestExecutionListener {

    private static final List<String> TABLES = List.of(
        "heartbeat",
        "run",
        "expected_run",
        "notification",
        "incident",
        "mute",
        "watched_job",
        "start_check",
        "job_change",
        "monitoring_gap");

    @Override
    public void beforeTestMethod(TestContext test) {
      ApplicationContext context = test.getApplicationContext();
      JdbcClient jdbc = context.getBean(JdbcClient.class);
      TABLES.forEach(table -> jdbc.sql("DELETE FROM " + table).update());
      context.getBean(RecordedWakeUps.class).woken().clear();
      context.getBean(RecordedReplies.class).said.clear();
      ((SettableClock) context.getBean(Clock.class)).set(START);
      CatalogueSync records = context.getBean(CatalogueSync.class);
      JobCatalogue catalogue = context.getBean(JobCatalogue.class);
      records.align(catalogue, START.minusSeconds(3_600));
      records.extend(catalogue, START, 100);
    }
  }
}
