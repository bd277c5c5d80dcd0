package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.LONDON;
import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.runner.Jobs;
import io.nightjar.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;

class CronCrossCheckTest {

  private static final Instant NOW = Instant.parse("2026-01-21T13:15:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 5 0 * * *    | 0 5 0 * * ?",
        "30 1 * * *     | 0 30 1 * * ?",
        "*/15 * * * *   | 0 */15 * * * ?",
        "0 4 * * 1-5    | 0 0 4 ? * MON-FRI",
        "0 4 * * 0,7    | 0 0 4 ? * SUN,SUN",
        "0 4 * * 5L     | 0 0 4 ? * FRIL",
        "0 4 * * 1#2    | 0 0 4 ? * MON#2",
        "0 0 4 L jan ?  | 0 0 4 L 1 ?",
        "0 0 4 ? MAR-OCT MON | 0 0 4 ? 3-10 MON",
        "@daily         | 0 0 0 * * ?",
        "@weekly        | 0 0 0 ? * SUN",
      })
  void a_schedule_is_said_in_quartz_words(String written, String quartz) {
    assertThat(QuartzCronTranslator.of(Schedule.parse(written, LONDON)))
        .map(CronExpression::getCronExpression)
        .contains(quartz);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"0 4 1 * 1", "0 4 15W * *", "0 4 LW * *", "0 4 * * */2", "0 4 * * 0-7"})
  void what_quartz_has_no_words_for_or_misreads_is_not_compared(String written) {
    assertThat(QuartzCronTranslator.of(Schedule.parse(written, LONDON))).isEmpty();
  }

  @Test
  void the_daylight_saving_rule_is_no_disagreement() {
    var check = new CronCrossCheck(new JobCatalogue(List.of(
        aJob("in-the-gap", "0 30 1 * * *"),
        aJob("through-the-gap", "0 0/15 * * * *"),
        aJob("every-second", "* * * * * *"),
        aJob("misread", "0 4 LW * *"))));

    assertThat(check.disagreements(NOW)).isEmpty();
    assertThat(check.disagreements(Instant.parse("2026-03-29T00:59:59Z"))).isEmpty();
  }

  @Test
  void a_disagreement_names_job_schedule_and_both_instants() throws Exception {
    Job job = aJob("personOwnerRebuildJob", "0 5 0 * * *");
    CronExpression wrong = new CronExpression("0 5 0 ? * MON-SAT");
    wrong.setTimeZone(TimeZone.getTimeZone(LONDON));

    assertThat(CronCrossCheck.find(job, wrong, NOW, 100).orElseThrow())
        .contains(
            "nightjar.jobs.personOwnerRebuildJob.schedule",
            "\"0 5 0 * * *\" in Europe/London",
            "2026-01-25T00:05:00Z",
            "2026-01-26T00:05:00Z");
  }

  @Test
  void a_comparison_that_fails_does_not_keep_the_process_from_its_start() {
    var check = new CronCrossCheck(new JobCatalogue(List.of(aJob("nightly", "0 5 0 * * *"))));

    assertThatCode(() -> check.warn(Instant.MAX)).doesNotThrowAnyException();
  }

  /** A change of the data of time zones shows here, where somebody looks, and not at a restart in the night. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "0 5 0 * * *",
        "30 1 * * *",
        "*/15 * * * *",
        "0 0/2 * * * *",
        "10,40 6-9 * * *",
        "0 4 * * 1-5",
        "0 4 * * MON,THU",
        "0 4 * * 5L",
        "0 4 * * 1#2",
        "0 0 4 L * ?",
        "0 0 4 1 JAN,JUL ?",
        "0 0 4 ? MAR-OCT MON",
        "@hourly",
        "@weekly",
        "@monthly"
      })
  void the_forms_that_a_catalogue_uses_are_read_alike_in_every_zone(String form) {
    for (String zone : ZoneId.getAvailableZoneIds()) {
      Schedule schedule = Schedule.parse(form, ZoneId.of(zone));
      CronExpression quartz = QuartzCronTranslator.of(schedule).orElseThrow();
      assertThat(CronCrossCheck.find(Jobs.aJob("job", schedule), quartz, NOW, 40))
          .isEmpty();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2022, 20260329})
  void quartz_agrees_with_any_schedule_away_from_transitions(long seed) {
    var random = new RandomSchedules(seed);
    int compared = 0;
    for (int number = 0; number < 500; number++) {
      Schedule schedule = random.next();
      Optional<CronExpression> quartz = QuartzCronTranslator.of(schedule);
      if (quartz.isPresent()) {
        assertThat(CronCrossCheck.find(Jobs.aJob("job", schedule), quartz.get(), NOW, 50))
            .isEmpty();
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(350);
  }
}
