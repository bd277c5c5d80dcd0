package io.nightjar.jar;

import static org.awaitility.Awaitility.await;

import io.nightjar.notification.slack.Posted;
import io.nightjar.notification.slack.SlackStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be seen of a Nightjar from outside: by its API and in Slack. */
final class Seen {

  private Seen() {}

  record SeenIncident(
      String kind,
      String name,
      Instant openedAt,
      @Nullable String cause,
      @Nullable String resolution) {}

  record SeenRun(
      @Nullable Instant occurrence,
      String trigger,
      @Nullable String outcome,
      @Nullable String cause) {}

  static List<SeenIncident> incidents(PackagedJar nightjar) {
    return list(nightjar, "incidents", "?state=all&limit=1000").stream()
        .map(each -> new SeenIncident(
            each.path("kind").asString(),
            text(each, each.path("job").isNull() ? "subject" : "job"),
            Instant.parse(each.path("openedAt").asString()),
            text(each, "cause"),
            text(each, "resolution")))
        .toList();
  }

  static Optional<SeenIncident> incident(PackagedJar nightjar, String kind, String name) {
    return incidents(nightjar).stream()
        .filter(each -> each.kind().equals(kind) && each.name().startsWith(name))
        .findFirst();
  }

  static List<SeenRun> runs(PackagedJar nightjar, String job) {
    return list(nightjar, "jobs/" + job + "/runs", "?limit=100").stream()
        .map(each -> new SeenRun(
            each.path("occurrence").isNull() ? null : Instant.parse(text(each, "occurrence")),
            each.path("trigger").asString(),
            text(each, "outcome"),
            text(each, "cause")))
        .toList();
  }

  /** The states of what was expected of a job between two instants, oldest first. */
  static List<String> states(PackagedJar nightjar, String job, Instant from, Instant to) {
    return list(nightjar, "expected-runs", "?from=" + from + "&to=" + to + "&job=" + job).stream()
        .map(each -> each.path("state").asString())
        .toList();
  }

  /** First lines of all messages, replies included, oldest first. */
  static List<String> told(SlackStandIn slack) {
    return slack.messages().stream()
        .map(Posted::asText)
        .map(text -> text.lines().findFirst().orElse(""))
        .toList();
  }

  static void until(Duration atMost, Callable<Boolean> condition) {
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .until(condition);
  }

  private static List<JsonNode> list(PackagedJar nightjar, String path, String query) {
    String body = nightjar.get("/api/" + path + query).body();
    JsonNode page = JsonMapper.shared()
        .readTree(body)
        .path(path.replaceFirst(".*/", "").replace("expected-runs", "expectedRuns"));
    if (!page.isArray()) {
      throw new IllegalStateException(path + ": " + body);
    }
    return StreamSupport.stream(page.spliterator(), false).toList();
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNull() || value.isMissingNode() ? null : value.asString();
  }
}
