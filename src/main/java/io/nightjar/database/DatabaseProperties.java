package io.nightjar.database;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.database}.
 *
 * @param giveUpAfter How long Nightjar tries to open an embedded database again that was closed, before the process ends.
 */
@ConfigurationProperties("nightjar.database")
record DatabaseProperties(
    @DefaultValue("5m")
    @DurationMin(
        seconds = 5,
        message = "is too short to open a database again; write at least 5s, 5m is usual")
    Duration giveUpAfter) {}
