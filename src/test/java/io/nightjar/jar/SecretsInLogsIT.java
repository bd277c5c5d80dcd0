package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever turns all logging up to find a fault finds no secret. */
class SecretsInLogsIT {

  private static final String PASSWORD = "the-password-in-the-url-of-the-database";
  private static final String KEY = "the-ping-key-of-the-warehouse-load";
  private static final String QUERY = "the-secret-in-a-query";

  @TempDir
  Path folder;

  @Test
  void at_debug_nothing_secret_is_logged() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder)) {
      String database =
          Night.postgres().replace("user=postgres", "user=postgres&password=" + PASSWORD);
      assertThat(database).contains(PASSWORD);
      new Night(database, slack, Duration.ofMinutes(5))
          .elsewhere("warehouse", KEY)
          .bean("gone", "noSuchBean")
          .write(folder);
      nightjar.start("--logging.level.root=debug");

      assertThat(nightjar.get("/ping/" + KEY + "/start").statusCode()).isEqualTo(200);
      assertThat(nightjar.get("/ping/" + KEY).statusCode()).isEqualTo(200);
      nightjar.get("/api/jobs?token=" + QUERY);
      until(Duration.ofMinutes(2), () -> !slack.messages().isEmpty());

      assertThat(nightjar.logged())
          .contains(" DEBUG ")
          .doesNotContain(PASSWORD)
          .doesNotContain(KEY)
          .doesNotContain(QUERY)
          .doesNotContain(SlackStandIn.TOKEN)
          .doesNotContain(PackagedJar.token());
    }
  }
}
