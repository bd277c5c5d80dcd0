package io.nightjar.watchdog;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.watchdog}, but for {@code enabled}, which is the role of the process.
 *
 * @param instanceDeadAfter An instance without a keep-alive for this long is taken for dead.
 * @param blindAfter People are notified when the watchdog could not read the database for this long.
 * @param clockSkew People are notified when the clock of a process differs from the database's by more than this.
 * @param roleMissingAfter People are notified when no process has had one of the roles for this long.
 */
@ConfigurationProperties("nightjar.watchdog")
public record WatchdogProperties(
    @DefaultValue("30s") Duration instanceDeadAfter,

    @DefaultValue("30s")
    @DurationMin(
        seconds = 5,
        message = "is shorter than a slow query may take; write at least 5s, 30s is usual")
    Duration blindAfter,

    @DefaultValue("5s")
    @DurationMin(
        seconds = 1,
        message = "is less than can be measured; write at least 1s, 5s is usual")
    Duration clockSkew,

    @DefaultValue("1m")
    @DurationMin(
        seconds = 10,
        message = "is shorter than a restart takes; write at least 10s, 1m is usual")
    Duration roleMissingAfter) {}
