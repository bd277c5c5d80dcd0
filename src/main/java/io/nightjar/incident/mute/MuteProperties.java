package io.nightjar.incident.mute;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.mutes}.
 *
 * @param mutes Planned windows in which incidents are recorded but not announced.
 */
@ConfigurationProperties("nightjar")
public record MuteProperties(@DefaultValue List<Window> mutes) implements Checked {

  @Override
  public void check(Problems problems) {
    MuteValidator.check(this, problems);
  }

  /**
   * One window: by schedule and duration, or from and to. Its keys are described in the additional metadata.
   *
   */
  record Window(
      @Nullable List<String> jobs,
      @Nullable String schedule,
      @Nullable Duration duration,
      @Nullable ZoneId timeZone,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String reason,
      @DefaultValue("configuration") String author) {}
}
