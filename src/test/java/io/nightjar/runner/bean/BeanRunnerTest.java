package io.nightjar.runner.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.api.JobHandler;
import io.nightjar.job.Job;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.rehearsal.RecordingRehearsal;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.MissingClassLoader;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.RunnerFactory;
import io.nightjar.runner.YamlTargetSection;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

class BeanRunnerTest {

  private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
  private final BeanTargetType type = new BeanTargetType();
  private final BeanRunnerFactory kind = new BeanRunnerFactory(beans);
  private final RecordingRunContext context = RecordingRunContext.of(new BeanTarget("nightly"));

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bean: nightly", "bean: {name: nightly}"})
  void a_bean_is_named_in_one_word_or_in_a_section(String yaml) {
    YamlTargetSection section = YamlTargetSection.of("bean", yaml);

    assertThat(type.read(section)).isEqualTo(new BeanTarget("nightly"));
    assertThat(section.problems).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bean: \"\"", "bean: {name: \"\"}"})
  void a_bean_without_a_name_is_a_problem(String yaml) {
    YamlTargetSection section = YamlTargetSection.of("bean", yaml);

    type.read(section);

    assertThat(section.problems).hasSize(1);
    assertThat(section.problems.get(0).remedy()).contains("Runnable");
  }

  @Test
  void a_body_that_returns_has_succeeded_and_was_started_before() throws Exception {
    body(run -> assertThat(context.hasStarted()).isTrue());

    assertThat(finish()).isEqualTo(RunResult.succeeded(null));
  }

  @Test
  void a_body_that_throws_has_failed_with_its_cause_and_its_place() throws Exception {
    body(run -> {
      throw new IllegalStateException("could not rebuild", new java.io.IOException("disk\nfull"));
    });

    RunResult finish = finish();

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause())
        .startsWith("IllegalStateException: could not rebuild at ")
        .contains("; caused by IOException: disk full at ")
        .contains("io.nightjar.runner.bean.BeanRunnerTest.");
    assertThat(finish.excerpt())
        .startsWith("java.lang.IllegalStateException: could not rebuild")
        .hasSizeLessThanOrEqualTo(2_000);
  }

  @Test
  void a_body_that_throws_an_error_has_failed_like_any_other() throws Exception {
    body(run -> {
      throw new NoClassDefFoundError("net/javacrumbs/shedlock/core/LockProvider");
    });

    assertThat(finish().cause())
        .startsWith("NoClassDefFoundError: net/javacrumbs/shedlock/core/LockProvider");
    assertThat(context.hasStarted()).isTrue();
  }

  @Test
  void what_a_body_throws_is_bounded() throws Exception {
    body(run -> {
      throw new RuntimeException("x".repeat(20_000));
    });
    assertThat(finish().cause()).hasSizeLessThan(1_000);
  }

  @Test
  void an_interrupted_body_is_interrupted_when_the_process_stops_and_cancelled_when_somebody_asked()
      throws Exception {
    body(run -> {
      throw new InterruptedException();
    });

    assertThat(finish().outcome()).isEqualTo(Outcome.INTERRUPTED);
    context.cancelled = true;
    assertThat(finish().outcome()).isEqualTo(Outcome.CANCELLED);
    context.stopping = true;
    assertThat(finish().outcome()).isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void a_body_that_returns_because_it_was_asked_to_stop_has_not_succeeded() throws Exception {
    body(run -> context.cancelled = true);

    assertThat(finish().outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void a_bean_that_is_not_there_has_not_started() {
    assertThatThrownBy(this::finish).isInstanceOf(NoSuchBeanDefinitionException.class);
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_bean_that_cannot_be_run_has_not_started() {
    beans.registerSingleton("nightly", "not a body");

    assertThatThrownBy(this::finish)
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "bean nightly of java.lang.String cannot be run: make it a Runnable or a Callable");
    assertThat(context.hasStarted()).isFalse();
    assertThatThrownBy(() -> kind.runnerFor(context.job())
            .rehearse(RecordingRehearsal.of(new BeanTarget("nightly"))))
        .hasMessageContaining("make it a Runnable or a Callable");
  }

  @Test
  void any_bean_that_can_be_run_is_a_job_and_its_value_is_kept() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    beans.registerSingleton("nightly", (Runnable) runs::incrementAndGet);
    assertThat(finish()).isEqualTo(RunResult.succeeded(null));
    assertThat(runs).hasValue(1);

    beans.destroySingleton("nightly");
    beans.registerSingleton("nightly", (Callable<String>) () -> "copied 7 files");
    assertThat(finish()).isEqualTo(RunResult.succeeded("copied 7 files"));

    beans.destroySingleton("nightly");
    beans.registerSingleton("nightly", (Callable<String>) () -> {
      throw new IllegalStateException("no rows");
    });
    assertThat(finish().cause()).startsWith("IllegalStateException: no rows");
  }

  @Test
  void a_bean_whose_class_is_missing_has_not_started() {
    RootBeanDefinition definition = new RootBeanDefinition(JobHandler.class, () -> {
      throw new NoClassDefFoundError("net/javacrumbs/shedlock/core/LockProvider");
    });
    definition.setLazyInit(true);
    beans.registerBeanDefinition("nightly", definition);

    assertThatThrownBy(this::finish)
        .hasStackTraceContaining("NoClassDefFoundError: net/javacrumbs/shedlock");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_runner_that_is_missing_from_the_jar_fails_its_runs_and_nothing_else() throws Exception {
    Class<?> loaded =
        new MissingClassLoader(BeanRunner.class).loadClass(BeanRunnerFactory.class.getName());
    assertThat(loaded.getDeclaredMethods()).isNotEmpty();
    assertThat(loaded.getDeclaredFields()).isNotEmpty();
    var constructor = loaded.getDeclaredConstructor(BeanFactory.class);
    constructor.setAccessible(true);
    RunnerFactory other = (RunnerFactory) constructor.newInstance(beans);

    Job job =
        RecordingRunContext.aJob(type.read(YamlTargetSection.of("bean", "bean: nightly")), null);

    assertThatThrownBy(() -> other.runnerFor(job)).isInstanceOf(NoClassDefFoundError.class);
  }

  private void body(JobHandler body) {
    beans.registerSingleton("nightly", body);
  }

  private RunResult finish() throws Exception {
    return kind.runnerFor(context.job()).run(context).finish();
  }
}
