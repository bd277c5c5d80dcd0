package io.nightjar.watchdog;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.instance.ThisInstance;
import io.nightjar.notification.Message;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.dispatch.Dispatcher;
import io.nightjar.notification.slack.Posted;
import io.nightjar.notification.slack.SlackStandIn;
import io.nightjar.notification.webhook.WebhookPage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects, for people who want to know beforehand, how messages look: each is provoked, delivered and read from Slack. */
public final class MessageBook {

  private static final String CHANNEL = "#monitoring-prod";
  private static final ZoneId READER = ZoneId.of("America/New_York");
  private static final int TURNS = 12;
  private static final Duration STRIDE = Duration.ofSeconds(55);

  private final StringBuilder book = new StringBuilder();

  /** A chapter: what happens, in a world of its own, and what Slack shows of it. */
  void chapter(String title, String when, Map<String, Object> configuration, Consumer<Scene> play) {
    try (SlackStandIn slack = SlackStandIn.start(CHANNEL, "#on-call-leads")) {
      Map<String, Object> all = complete(slack, configuration);
      play(title, when, play, new Scene(new Nights(Databases.H2.create(), all), slack, all));
    }
  }

  private void play(String title, String when, Consumer<Scene> play, Scene scene) {
    try (Nights nights = scene.nights()) {
      nights.step();
      play.accept(scene);
      scene.deliver();
      book.append("\n## ").append(title).append("\n\n").append(when).append("\n");
      scene
          .shown()
          .forEach(message -> book.append("\n```text\n").append(message).append("\n```\n"));
      book.append(scene.elsewhere());
    }
  }

  private static Map<String, Object> complete(
      SlackStandIn slack, Map<String, Object> configuration) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("nightjar.environment", "prod");
    all.put("nightjar.base-url", "https://nightjar.example");
    all.put("nightjar.time-zone", "Europe/London");
    all.put("nightjar.slack.token", SlackStandIn.TOKEN);
    all.put("nightjar.slack.channel", CHANNEL);
    all.put("nightjar.slack.api-url", slack.apiUrl());
    all.put("nightjar.slack.signing-secret", "a-signing-secret");
    all.putAll(configuration);
    return all;
  }

  String text() {
    return book.toString();
  }

  /** What a chapter plays with. */
  static final class Scene {

    private final Nights nights;
    private final SlackStandIn slack;
    private final Map<String, Object> configuration;
    private int from;
    private boolean onlyFirst;
    private boolean elsewhere;

    private Scene(Nights nights, SlackStandIn slack, Map<String, Object> configuration) {
      this.nights = nights;
      this.slack = slack;
      this.configuration = configuration;
    }

    Nights nights() {
      return nights;
    }

    SlackStandIn slack() {
      return slack;
    }

    /** Time passes, and what is owed goes out as it does. */
    void passUntil(Instant until) {
      while (nights.now().plus(STRIDE).isBefore(until)) {
        nights.passUntil(nights.now().plus(STRIDE));
        deliver();
      }
      nights.passUntil(until);
    }

    /** Lets the messages that are owed by now go out. */
    Scene deliver() {
      Instant now = nights.now();
      for (int i = 0; i < TURNS; i++) {
        now = now.plus(Duration.ofSeconds(1));
        while (nights.world().get(Dispatcher.class).step(now)) {
          nights.now();
        }
      }
      return this;
    }

    /** A restart, with something of the configuration changed. */
    void restart(Instant now, UnaryOperator<Map<String, Object>> change) {
      nights.restart(now, change.apply(new LinkedHashMap<>(configuration)));
      nights.step();
    }

    /** What was shown so far belongs to an earlier chapter. */
    Scene skipTold() {
      deliver();
      from = slack.messages().size();
      return this;
    }

    /** Shows the message at which the thread begins, as it is by now. */
    Scene showFirst() {
      from = 0;
      onlyFirst = true;
      return this;
    }

    /** Shows as well what other channels say. */
    Scene showElsewhere() {
      elsewhere = true;
      return this;
    }

    private String elsewhere() {
      if (!elsewhere) {
        return "";
      }
      Message message = nights.lastMessage();
      return "\nAs an e-mail or on the console:\n\n```text\n" + PlainTextRenderer.of(message)
          + "\n```\n\nAs JSON, to a webhook:\n\n```json\n"
          + WebhookPage.json(message, nights.now()) + "\n```\n";
    }

    private List<String> shown() {
      List<Posted> all = slack.messages();
      List<Posted> chosen =
          onlyFirst ? slack.present(CHANNEL).subList(0, 1) : all.subList(from, all.size());
      return chosen.stream().map(this::shown).toList();
    }

    private String shown(Posted message) {
      String place = message.channel()
          + (message.isReply() ? ", in the thread" : "")
          + (message.broadcast() ? " and in the channel" : "");
      String text = PlainTextRenderer.clean(message.asSeenIn(READER))
          .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "RUN")
          .replaceAll(
              "\\b" + Pattern.quote(nights.world().get(ThisInstance.class).host()) + "\\b",
              "nightjar-1")
          .replaceAll("\\([0-9a-f]{8}\\)", "(5c0f7a6e)")
          .replaceAll("/api/incidents/\\d+", "/api/incidents/1");
      return place + "\n" + text.lines().map(line -> "│ " + line).collect(Collectors.joining("\n"));
    }
  }

  /** A job that a command does, with people to turn to. */
  public static Map<String, Object> job(String name, String schedule, String... more) {
    Map<String, Object> properties = World.job(name, schedule, more);
    String prefix = "nightjar.jobs." + name + ".";
    properties.remove(prefix + "ping-key");
    properties.put(prefix + "command.run[0]", "/opt/sync/" + name);
    properties.put(prefix + "owner", "@sync-team");
    properties.put(prefix + "time-zone", "Europe/London");
    return properties;
  }
}
