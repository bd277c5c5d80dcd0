package io.nightjar.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What this process does: fire jobs, watch that they happen, or both.
 *
 * @param scheduler Whether this process fires jobs.
 * @param watchdog Whether this process watches that jobs happen.
 */
@ConfigurationProperties("nightjar")
public record Roles(
    @Name("scheduler.enabled") @DefaultValue("true") boolean scheduler,
    @Name("watchdog.enabled") @DefaultValue("true") boolean watchdog) {}
