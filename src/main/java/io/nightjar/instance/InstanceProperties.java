package io.nightjar.instance;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code nightjar.instance}.
 *
 * @param keepAliveEvery how often this process says that it lives
 */
@ConfigurationProperties("nightjar.instance")
public record InstanceProperties(@DefaultValue("5s") Duration keepAliveEvery) implements Checked {

  /** Others give an instance up when its pulse has stood still for some time: it must beat well within that. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Override
  public void check(Problems problems) {
    if (keepAliveEvery().isZero() || keepAliveEvery().compareTo(LONGEST) > 0) {
      problems.problem(
          "keep-alive-every",
          "is not a rhythm that others can rely on",
          "write more than zero and at most " + LONGEST.toSeconds() + "s; 5s is usual");
    }
  }
}
