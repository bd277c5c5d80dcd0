package io.nightjar.instance;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.instance}.
 *
 * @param keepAliveEvery How often this process reports to the database that it is alive.
 */
@ConfigurationProperties("nightjar.instance")
public record InstanceProperties(
    @DefaultValue("5s")
    @DurationMin(nanos = 1, message = InstanceProperties.OUT_OF_RANGE)
    @DurationMax(seconds = 10, message = InstanceProperties.OUT_OF_RANGE)
    Duration keepAliveEvery) {

  /** Others take an instance for dead after some time without a keep-alive: several must fit into it. */
  private static final String OUT_OF_RANGE =
      "is not an interval that others can rely on; write more than zero and at most 10s, 5s is usual";
}
