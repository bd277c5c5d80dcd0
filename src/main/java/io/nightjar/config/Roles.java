package io.nightjar.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process does: fire jobs, watch that they happen, or both.
 *
 * @param scheduler {@code nightjar.scheduler.enabled}
 * @param watchdog {@code nightjar.watchdog.enabled}
 */
public record Roles(boolean scheduler, boolean watchdog) {

  public static Roles of(Switches switches) {
    return new Roles(switches.scheduler().enabled(), switches.watchdog().enabled());
  }

  /** The same as it is written in the configuration. */
  public record Switches(
      @DefaultValue Switch scheduler, @DefaultValue Switch watchdog) {}

  /** A role that is on unless it is turned off. */
  record Switch(@DefaultValue("true") boolean enabled) {}
}
