package io.nightjar.instance;

import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code nightjar.instance}.
 *
 * @param keepAliveEvery how often this process says that it lives
 */
public record InstanceProperties(@DefaultValue("5s") Duration keepAliveEvery) {

  /** Others give an instance up when its pulse has stood still for some time: it must beat well within that. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  public static void check(InstanceProperties settings, Problems problems) {
    if (settings.keepAliveEvery().isZero() || settings.keepAliveEvery().compareTo(LONGEST) > 0) {
      problems.problem(
          "keep-alive-every",
          settings.keepAliveEvery().toString(),
          "is not a rhythm that others can rely on",
          "write more than zero and at most " + LONGEST.toSeconds() + "s; 5s is usual");
    }
  }
}
