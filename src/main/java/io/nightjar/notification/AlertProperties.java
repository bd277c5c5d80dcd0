package io.nightjar.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of {@code nightjar.alert} about delivery.
 *
 * @param console Whether messages are printed when no other channel is configured.
 * @param fallbackAfter A message that its channel has not confirmed for this long is sent to every other channel as
 *     well.
 */
@ConfigurationProperties("nightjar.alert")
public record AlertProperties(
    boolean console, @DefaultValue("2m") Duration fallbackAfter) {}
