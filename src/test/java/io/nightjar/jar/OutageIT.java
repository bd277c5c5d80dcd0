package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.notification.slack.Answer;
import io.nightjar.notification.slack.Posted;
import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack is away while 300 jobs do not start, and Nightjar is killed three times meanwhile, twice with a message on its
 * way: all of them are told, each once.
 */
class OutageIT {

  private static final int JOBS = 300;
  private static final String HISTORY = "conversations.history";
  private static final String REPEAT = "may be a repeat";
  private static final Pattern SEVERAL = Pattern.compile("\\[test] (\\d+) jobs did not start");

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  void each_job_is_told_once_although_slack_is_away_and_nightjar_is_killed(Databases vendor)
      throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder)) {
      slack.enforcePace();
      Night night =
          new Night(vendor, folder, slack, Duration.ofSeconds(60)).apart(Duration.ofMillis(100));
      IntStream.range(0, JOBS)
          .forEach(i -> night.elsewhere("job-" + i, "the-ping-key-of-the-job-" + i));
      night.write(folder);

      goAway(slack);
      nightjar.start();
      killThreeTimes(nightjar, slack);
      assertThat(list(nightjar, "notifications?state=pending&limit=500")).isNotEmpty();
      assertThat(slack.messages()).hasSize(2);
      long back = System.nanoTime();
      slack.recover();
      until(() -> list(nightjar, "notifications?state=pending&limit=500").isEmpty());
      double seconds = (System.nanoTime() - back) / 1e9;

      assertEachIsOpenAndSent(nightjar);
      assertEachIsToldOnce(nightjar, slack, vendor, seconds);
    }
  }

  /** Two messages get through all the same, unconfirmed: a gateway gives up, and no answer comes at all. */
  private static void goAway(SlackStandIn slack) {
    slack.answerAlways(Answer.status(503));
    slack.answerNext(Answer.postThen(Answer.status(504)), Answer.postThenSilence());
    slack.answerNextOf(HISTORY, Answer.status(503), Answer.status(503));
  }

  private static void killThreeTimes(PackagedJar nightjar, SlackStandIn slack) throws Exception {
    until(() -> slack.messages().size() == 2);
    restart(nightjar);

    int before = slack.requests();
    until(() -> slack.requests() > before && open(nightjar).size() == JOBS);
    restart(nightjar);

    slack.answerNext(Answer.silence());
    int refused = slack.requests();
    until(() -> slack.requests() > refused);
    restart(nightjar);
  }

  private static void restart(PackagedJar nightjar) throws Exception {
    nightjar.kill();
    nightjar.start();
  }

  private static void assertEachIsOpenAndSent(PackagedJar nightjar) {
    List<String> jobs = IntStream.range(0, JOBS).mapToObj(i -> "job-" + i).toList();
    assertThat(open(nightjar)).containsExactlyInAnyOrderElementsOf(jobs);
    List<JsonNode> opened = opened(nightjar);
    assertThat(opened)
        .extracting(each -> each.path("job").asString())
        .containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(opened).allMatch(each -> each.path("state").asString().equals("sent"));
  }

  private static void assertEachIsToldOnce(
      PackagedJar nightjar, SlackStandIn slack, Databases vendor, double seconds) {
    Map<UUID, Long> told = new HashMap<>();
    long doubled = 0;
    int marked = 0;
    for (Posted message : slack.messages()) {
      assertThat(message.isReply()).isFalse();
      boolean isMarked = (message.text() + message.asText()).contains(REPEAT);
      marked += isMarked ? 1 : 0;
      Long earlier = told.putIfAbsent(message.notification(), jobs(message));
      if (earlier != null) {
        assertThat(earlier).isEqualTo(jobs(message));
        doubled += isMarked ? 0 : earlier;
      }
    }
    long all = told.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf(
        "MEASURED outage, %s: lost %d, doubled %d, marked %d, last message %.1f s after Slack's return%n",
        vendor, Math.max(0, JOBS - all), doubled + Math.max(0, all - JOBS), marked, seconds);
    Map<UUID, Long> recorded = opened(nightjar).stream()
        .collect(Collectors.groupingBy(
            each -> UUID.fromString(each.path("messageId").asString()), Collectors.counting()));
    assertThat(told).isEqualTo(recorded);
    assertThat(all).isEqualTo(JOBS);
    assertThat(doubled).isZero();
    assertThat(slack.complaints()).isEmpty();
  }

  private static long jobs(Posted message) {
    Matcher several = SEVERAL.matcher(message.text());
    return several.find() ? Long.parseLong(several.group(1)) : 1;
  }

  private static List<String> open(PackagedJar nightjar) {
    return list(nightjar, "incidents?state=open&limit=1000").stream()
        .filter(each -> each.path("kind").asString().equals("not_started"))
        .map(each -> each.path("job").asString())
        .toList();
  }

  private static List<JsonNode> opened(PackagedJar nightjar) {
    return list(nightjar, "notifications?limit=500").stream()
        .filter(each -> each.path("transition").asString().equals("opened"))
        .filter(each -> !each.path("job").isNull())
        .toList();
  }

  private static List<JsonNode> list(PackagedJar nightjar, String query) {
    JsonNode answer = JsonMapper.shared().readTree(nightjar.get("/api/" + query).body());
    JsonNode page = answer.path(query.replaceFirst("\\?.*", ""));
    assertThat(page.isArray()).as("%s", answer).isTrue();
    return StreamSupport.stream(page.spliterator(), false).toList();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(110)).pollInterval(Duration.ofMillis(250)).until(condition);
  }
}
