package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and that each refusal names the value and a remedy. */
class InvalidScheduleTest {

  @ParameterizedTest(name = "{0}: {1}; {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // days by number
        "0 0 0 * * 1     | day of the week \"1\" is a number      | write MON if you count as Spring does, SUN if as Quartz does",
        "0 0 0 * * 7     | day of the week \"7\" is a number      | write SUN if you count as Spring does, SAT if as Quartz does",
        "0 0 0 * * 0     | day of the week \"0\" is a number      | write the name of the day",
        "0 0 0 * * 2-6   | day of the week \"2\" is a number      | write TUE if you count as Spring does, MON if as Quartz does",
        "0 0 0 * * MON-5 | day of the week \"5\" is a number      | FRI",
        "0 0 0 ? * 6L    | day of the week \"6\" is a number      | write SAT if you count as Spring does, FRI if as Quartz does",
        "0 0 0 ? * 2#1 * | day of the week \"2\" is a number      | write TUE",
        "0 0 0 * * */2   | day of the week \"*/2\" means different| name the days",
        "0 0 0 * * MON/2 | day of the week \"MON/2\" has a step   | MON-SUN/2",
        "0 0 * * 1/2     | day of the week \"1/2\" has a step     | MON-SUN/2",
        // years and reboots
        "0 0 0 1 1 ? 2027     | year \"2027\"                     | write * for the year or leave it out",
        "0 0 0 1 1 ? ?        | year \"?\"                        | write * for the year",
        "0 0 0 1 1 ? 2020-2030| year \"2020-2030\"                | write * for the year",
        "@reboot              | @reboot has no time               | @daily",
        "@often               | no nickname @often                | @yearly",
        "@daily *             | no nickname @daily *              | @hourly",
        // never
        "0 0 0 30 2 *         | never occurs                      | L is its last day",
        "0 0 30 FEB *         | never occurs                      | L is its last day",
        "0 0 0 31 APR,JUN ?   | never occurs                      | L is its last day",
        "0 0 0 1-7 * MON#2    | never occurs                      | L is its last day",
        "0 0 0 30W 2 ?        | never occurs                      | L is its last day",
        // out of range
        "60 0 0 * * *   | second \"60\" is out of range           | write 0 to 59",
        "0 60 0 * * *   | minute \"60\" is out of range           | write 0 to 59",
        "0 0 24 * * *   | hour \"24\" is out of range             | write 0 to 23",
        "0 0 0 0 * *    | day of the month \"0\" is out of range  | write 1 to 31",
        "0 0 0 32 * *   | day of the month \"32\" is out of range | write 1 to 31",
        "0 0 0 32W * *  | day of the month \"32\" is out of range | write 1 to 31",
        "0 0 0 L-31 * * | day of the month \"L-31\"               | write L-1 to L-30",
        "0 0 0 L-0 * *  | day of the month \"L-0\"                | write L-1 to L-30",
        "0 0 0 1 13 *   | month \"13\" is out of range            | write 1 to 12 or JAN to DEC",
        "0 0 * * 8      | day of the week \"8\" is out of range   | write 0 to 7 or SUN to SAT",
        "0 0 * * MON#6  | day of the week \"MON#6\"               | MON#1 to MON#5",
        "99999999999 0 0 * * * | second \"99999999999\" is out of range | write 0 to 59",
        // ranges and steps
        "0 0 22-4 * * *   | hour \"22-4\" runs backwards          | 22-23,0-4",
        "0 22-4 * * *     | hour \"22-4\" runs backwards          | 22-23,0-4",
        "0 0 * 11-2 *     | month \"11-2\" runs backwards         | 11-12,1-2",
        "0 0 * * 5-1      | day of the week \"5-1\" runs backwards| 5-6,0-1",
        "*/0 * * * *      | minute \"*/0\" has the step \"0\"     | write a step from 1 to 60",
        "*/90 * * * *     | minute \"*/90\" has the step \"90\"   | write a step from 1 to 60",
        "*/x * * * *      | minute \"*/x\" has the step \"x\"     | write a step from 1 to 60",
        "*/5/2 * * * *    | minute \"*/5/2\" has the step \"5/2\" | write a step from 1 to 60",
        // nonsense
        "0 0 0 * * MONDAY | day of the week \"MONDAY\"            | SUN to SAT",
        "0 0 0 * MAI *    | month \"MAI\" is not understood       | JAN to DEC",
        "0 0 0 * * L      | day of the week \"L\"                 | SATL",
        "0 0 0 W * *      | day of the month \"W\" is not understood  | 1 to 31",
        "0 0 0 -5 * *     | day of the month \"-5\" is not understood | 1 to 31",
        "0 0 0 5- * *     | day of the month \"\" is not understood   | 1 to 31",
        "1,,2 * * * *     | minute \"\" is not understood         | 0 to 59",
        ", * * * *        | minute \"\" is not understood         | 0 to 59",
        "? * * * *        | minute \"?\" is not understood        | 0 to 59",
        "H * * * *        | minute \"H\" is not understood        | 0 to 59",
        "1.5 * * * *      | minute \"1.5\" is not understood      | 0 to 59",
        "*-5 * * * *      | minute \"*\" is not understood        | 0 to 59",
        "0 0 0 ?,5 * *    | day of the month \"?\" is not understood | 1 to 31",
        // wrong number of fields
        "*                | it has 1 field                        | five fields as in crontab",
        "0 0 * *          | it has 4 fields                       | six as in Spring",
        "0 0 0 * * ? * *  | it has 8 fields                       | six as in Spring",
        "daily            | it has 1 field                        | five fields as in crontab",
      })
  void it_is_refused(String cron, String problem, String remedy) {
    assertRefused(cron, problem, remedy);
  }

  @Test
  @Provokes(Fault.Q15)
  void what_never_occurs_is_refused_before_anything_is_scheduled() {
    assertRefused("0 0 0 30 2 *", "never occurs", "L is its last day");
    FaultBook.room(Fault.Q15).so("rejected at the start, with the remedy");
  }

  @ParameterizedTest(name = "blank: \"{0}\"")
  @ValueSource(strings = {"", " ", "\t", "\n"})
  void blank_is_refused(String cron) {
    assertRefused(cron, "the schedule is blank", "@daily");
  }

  @Test
  void what_only_looks_like_an_expression_is_refused() {
    assertRefused("0\u00a05 0 * * *", "U+00A0", "plain letters, digits and spaces");
    assertRefused("\u0665 0 * * *", "U+0665", "plain letters, digits and spaces");
    assertRefused("0 0 0 * * fr\u0131", "U+0131", "plain letters, digits and spaces");
    assertRefused("0 0 0 * *\n*", "U+000A", "plain letters, digits and spaces");
  }

  @Test
  void what_is_too_long_to_be_stored_is_refused_and_the_longest_is_not() {
    String minutes = "0" + ",0".repeat(251);
    assertThat(minutes + " 0 * * *").hasSize(511);
    assertThat(Schedule.parse("00" + minutes.substring(1) + " 0 * * *", ZoneId.of("UTC"))
            .expression())
        .hasSize(512);
    assertRefused("000" + minutes.substring(1) + " 0 * * *", "513 characters", "ranges or steps");
  }

  /** From 02:00 to 03:00 on the second Sunday in March does not exist there; minute * is not made up for. */
  @Test
  void a_schedule_whose_every_time_is_skipped_by_the_clocks_is_refused_in_that_zone_only() {
    String cron = "0 * 2 ? MAR SUN#2";
    InvalidScheduleException refusal = refusal(cron, "America/New_York");
    assertThat(refusal.problem()).contains(cron, "never occurs in America/New_York");
    assertThat(refusal.remedy()).contains("without *");
    assertThat(Schedule.parse(cron, ZoneId.of("Europe/London")).inWords()).isNotBlank();
    assertThat(
            Schedule.parse("0 30 2 ? MAR SUN#2", ZoneId.of("America/New_York")).inWords())
        .isEqualTo("at 02:30 on the second Sunday of March");
  }

  private static void assertRefused(String cron, String problem, String remedy) {
    InvalidScheduleException refusal = refusal(cron, "UTC");
    assertThat(refusal).hasMessage(refusal.problem());
    assertThat(refusal.problem()).startsWith("\"" + cron + "\"").contains(problem);
    assertThat(refusal.remedy()).contains(remedy);
  }

  private static InvalidScheduleException refusal(String cron, String zone) {
    InvalidScheduleException refusal = catchThrowableOfType(
        InvalidScheduleException.class, () -> Schedule.parse(cron, ZoneId.of(zone)));
    assertThat(refusal).as(cron).isNotNull();
    return refusal;
  }
}
