package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleDescriptionTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // times
        "0 5 0 * * *          | at 00:05 every day",
        "5 0 * * *            | at 00:05 every day",
        "30 5 0 * * *         | at 00:05:30 every day",
        "0 0 9,17 * * *       | at 09:00 and 17:00 every day",
        "0 0,30 9-11 * * *    | at 09:00, 09:30, 10:00, 10:30, 11:00 and 11:30 every day",
        "* * * * * *          | every second",
        "*/10 * * * * *       | every 10 seconds",
        "* * * * *            | every minute",
        "0 0/15 * * * *       | every 15 minutes",
        "*/15 * * * *         | every 15 minutes",
        "@hourly              | every hour",
        "5 * * * *            | at 5 minutes past every hour",
        "1 * * * *            | at 1 minute past every hour",
        "5,20,50 * * * *      | at 5, 20 and 50 minutes past every hour",
        "5,20,35,50 * * * *   | every 15 minutes from 00:05 to 23:50 every day",
        "0 */2 * * *          | every 2 hours",
        "30 */2 * * *         | every 2 hours from 00:30 to 22:30 every day",
        "*/15 9-17 * * *      | every 15 minutes from 09:00 to 17:45 every day",
        "5 9-17 * * *         | every hour from 09:05 to 17:05 every day",
        "* 1 * * *            | every minute from 01:00 to 01:59 every day",
        "* 30 1 * * *         | every second from 01:30:00 to 01:30:59 every day",
        "0,10,45 9-17 * * *   | at minutes 0, 10 and 45 of hours 9 to 17 every day",
        "0,20 * 3,7 * * *     | at seconds 0 and 20 of every minute of hours 3 and 7 every day",
        "10 1-40 */4 * * *    | at second 10 of minutes 1 to 40 of hours 0, 4, 8, 12, 16 and 20 every day",
        // days of the week
        "30 1 * * MON-FRI     | at 01:30 on Monday to Friday",
        "30 1 * * 1-5         | at 01:30 on Monday to Friday",
        "30 1 * * SAT,SUN     | at 01:30 on Saturday and Sunday",
        "30 1 * * FRI-MON     | at 01:30 on Monday and Friday to Sunday",
        "*/15 * * * MON       | every 15 minutes on Monday",
        "0 3 * JAN MON        | at 03:00 on Monday in January",
        "@weekly              | at 00:00 on Sunday",
        // days of the month
        "0 0 4 L * *          | at 04:00 on the last day of the month",
        "0 0 4 L-3 * *        | at 04:00 on the 3rd day before the last day of the month",
        "0 0 4 LW * *         | at 04:00 on the last weekday (Monday to Friday) of the month",
        "0 0 4 15W * *        | at 04:00 on the weekday (Monday to Friday) nearest the 15th of the month",
        "0 0 9 ? * MON#2      | at 09:00 on the second Monday of the month",
        "0 0 9 ? * FRIL       | at 09:00 on the last Friday of the month",
        "0 0 9 ? JAN-MAR MON#2| at 09:00 on the second Monday of January to March",
        "0 0 9 ? * MON,FRIL   | at 09:00 on Monday and the last Friday of the month",
        "@monthly             | at 00:00 on the 1st of the month",
        "0 0 1,15,L * *       | at 00:00 on the 1st and 15th and the last day of the month",
        "0 0 1-7,11,12,22,23,31 * * | at 00:00 on the 1st to 7th, 11th, 12th, 22nd, 23rd and 31st of the month",
        "@yearly              | at 00:00 on 1 January",
        "0 0 1 1,7 *          | at 00:00 on the 1st of January and July",
        "0 0 * JAN-MAR,JUL *  | at 00:00 every day in January to March and July",
        "*/15 * * 1 *         | every 15 minutes every day in January",
        // both
        "0 0 13 * FRI         | at 00:00 on the 13th of the month and also on Friday",
        "0 0 13 1 FRI         | at 00:00 on 13 January and also on Friday in January",
        "0 0 1-31 * FRI       | at 00:00 every day",
        "0 0 0 13 * FRI       | at 00:00 on the 13th of the month if it is Friday",
        "0 0 0 8-14 * MON#2   | at 00:00 on the 8th to 14th of the month if it is the second Monday of the month",
      })
  void a_schedule_in_words(String cron, String words) {
    assertThat(Schedule.parse(cron, UTC).inWords()).isEqualTo(words);
  }

  /** Words that fit two schedules with different occurrences would be wrong about one of them. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62})
  void the_same_words_mean_the_same_occurrences(long seed) {
    Random random = new Random(seed);
    Map<String, Schedule> said = new HashMap<>();
    for (int i = 0; i < 800; i++) {
      Schedule schedule = random(random);
      Schedule other = said.putIfAbsent(schedule.inWords(), schedule);
      if (other != null) {
        assertThat(sample(schedule)).as(schedule + " and " + other).isEqualTo(sample(other));
      }
    }
  }

  private static Schedule random(Random random) {
    while (true) {
      RandomCron cron =
          random.nextBoolean() ? RandomCron.crontab(random) : RandomCron.spring(random);
      try {
        return Schedule.parse(cron.expression(), UTC);
      } catch (InvalidScheduleException e) {
        assertThat(e).hasMessageContaining("never occurs");
      }
    }
  }

  private static List<Instant> sample(Schedule schedule) {
    return schedule.between(
        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"), 500);
  }
}
