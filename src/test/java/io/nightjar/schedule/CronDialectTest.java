package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the expressions of each dialect mean. January 2026 begins on a Thursday. */
class CronDialectTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest(name = "{0} in January 2026: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // crontab: one restricted day field decides, two mean either
        "0 0 13 * *              | 13",
        "0 0 * * 5               | 2 9 16 23 30",
        "0 0 13 * 5              | 2 9 13 16 23 30",
        "0 0 13 * FRI            | 2 9 13 16 23 30",
        // a field that starts with a star is not restricted (Debian), so both must match
        "0 0 */2 * 5             | 9 23",
        "0 0 13 * */5            | ''",
        "0 0 9 * */5             | 9",
        "0 0 1-31 * 5            | 1-31",
        "0 0 ? * 5               | 2 9 16 23 30",
        "0 0 13 * ?              | 13",
        "0 0 L * FRI             | 2 9 16 23 30 31",
        // crontab numbers days from Sunday, which is 0 and 7
        "0 0 * * 0               | 4 11 18 25",
        "0 0 * * 7               | 4 11 18 25",
        "0 0 * * 5-7             | 2 3 4 9 10 11 16 17 18 23 24 25 30 31",
        "0 0 * * 1-5             | 1 2 5-9 12-16 19-23 26-30",
        "0 0 * * 1#2             | 12",
        "0 0 * * 5L              | 30",
        "0 0 * * 0-7/3           | 3 4 7 10 11 14 17 18 21 24 25 28 31",
        // Spring: both must match
        "0 0 0 13 * *            | 13",
        "0 0 0 * * FRI           | 2 9 16 23 30",
        "0 0 0 9 * FRI           | 9",
        "0 0 0 13 * FRI          | ''",
        "0 0 0 8-14 * MON        | 12",
        "0 0 0 ? * MON-FRI       | 1 2 5-9 12-16 19-23 26-30",
        // Quartz
        "0 0 0 13 * ? *          | 13",
        "0 0 0 ? * FRI *         | 2 9 16 23 30",
        "0 0 0 25-3 * ? *        | 1-3 25-31",
        "0 0 0 25-3/3 * ? *      | 3 25 28 31",
        // names, in any case; ranges of names run on over the end
        "0 0 0 * jan fri         | 2 9 16 23 30",
        "0 0 * Dec-Feb Mon       | 5 12 19 26",
        "0 0 0 * FEB-DEC *       | ''",
        "0 0 0 * * FRI-MON       | 2-5 9-12 16-19 23-26 30 31",
        "0 0 0 * * FRI-MON/2     | 2 4 9 11 16 18 23 25 30",
        "0 0 0 * * SAT,SUN       | 3 4 10 11 17 18 24 25 31",
        "0 0 0 * * SAT-SUN       | 3 4 10 11 17 18 24 25 31",
        "0 0 0 * * MON-SUN/3     | 1 4 5 8 11 12 15 18 19 22 25 26 29",
        // lists, ranges, steps
        "0 0 0 1,7-9,20/5 * *    | 1 7 8 9 20 25 30",
        "0 0 0 */10 * *          | 1 11 21 31",
        "0 0 0 05 01 *           | 5",
        "0 0 0 1,1,1 * *         | 1",
        // L, W, #
        "0 0 0 L * ?             | 31",
        "0 0 0 l * ?             | 31",
        "0 0 0 L-30 * ?          | 1",
        "0 0 0 LW * ?            | 30",
        "0 0 0 1W * ?            | 1",
        "0 0 0 3W * ?            | 2",
        "0 0 0 4W * ?            | 5",
        "0 0 0 31W * ?           | 30",
        "0 0 0 1,15W,L * ?       | 1 15 31",
        "0 0 0 ? * FRIL          | 30",
        "0 0 0 ? * THU#1         | 1",
        "0 0 0 ? * WED#1         | 7",
        "0 0 0 ? * SAT#5         | 31",
        "0 0 0 ? * SUN#5         | ''",
        "0 0 0 ? * MON#1,FRIL,SUN| 4 5 11 18 25 30",
        // nicknames
        "@yearly                 | 1",
        "@annually               | 1",
        "@monthly                | 1",
        "@weekly                 | 4 11 18 25",
        "@daily                  | 1-31",
        "@Midnight               | 1-31",
      })
  void an_expression_matches_days(String cron, String dates) {
    assertThat(datesOf(cron, LocalDate.of(2026, 1, 1))).isEqualTo(expand(dates));
  }

  @ParameterizedTest(name = "{1} in the month of {0}: {2}")
  @CsvSource({
    // Saturday the 1st moves to Monday the 3rd, Sunday the last to Friday, never to another month
    "2026-08-01, 0 0 0 1W * ?, 3",
    "2026-05-01, 0 0 0 31W * ?, 29",
    "2026-02-01, 0 0 0 28W * ?, 27",
    "2026-02-01, 0 0 0 LW * ?, 27",
    // a date that the month does not have
    "2026-04-01, 0 0 0 31W * ?, ''",
    "2026-02-01, 0 0 0 L-28 * ?, ''",
    "2026-02-01, 0 0 0 L-27 * ?, 1",
    "2024-02-01, 0 0 0 L * ?, 29",
    "2026-02-01, 0 0 0 29-31 * ?, ''",
  })
  void special_days_stay_in_their_month(LocalDate month, String cron, String dates) {
    assertThat(datesOf(cron, month)).isEqualTo(expand(dates));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "5 0 * * *               | 00:05",
        "0 5 0 * * *             | 00:05",
        "30 5 0 * * *            | 00:05:30",
        "0 5 0 * * ? *           | 00:05",
        "\t 5   0 * *\t* \t      | 00:05",
        "0 0/30 22-23 * * *      | 22:00 22:30 23:00 23:30",
        "0 0 22-2 * * ? *        | 00:00 01:00 02:00 22:00 23:00",
        "0 */30 9 * * *          | 09:00 09:30",
        "0 50/3 9 * * *          | 09:50 09:53 09:56 09:59",
        "58/1 59 23 * * *        | 23:59:58 23:59:59",
        "0 */60 3 * * *          | 03:00",
        "0 */12 * * *            | 00:00 12:00",
        "0,30 1-2,4 0 * * *      | 00:01 00:01:30 00:02 00:02:30 00:04 00:04:30",
      })
  void an_expression_matches_times(String cron, String times) {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    String found = Schedule.parse(cron, UTC).between(from, from.plusSeconds(86_400), 100).stream()
        .map(at -> LocalDateTime.ofInstant(at, UTC).toLocalTime().toString())
        .collect(Collectors.joining(" "));
    assertThat(found).isEqualTo(times);
  }

  private static List<Integer> datesOf(String cron, LocalDate firstOfMonth) {
    Instant from = firstOfMonth.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant to = firstOfMonth.plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return Schedule.parse(cron, UTC).between(from, to, 100).stream()
        .map(at -> LocalDate.ofInstant(at, UTC).getDayOfMonth())
        .toList();
  }

  private static List<Integer> expand(String dates) {
    return Arrays.stream(dates.split(" "))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("-"))
        .flatMap(ends -> IntStream.rangeClosed(
                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
            .boxed())
        .toList();
  }
}
