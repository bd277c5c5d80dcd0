package io.nightjar.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code nightjar.alert}.
 *
 * @param console whether messages are printed when no other channel is configured
 * @param fallbackAfter what a channel has not confirmed for so long is told by every other channel as well
 */
@ConfigurationProperties("nightjar.alert")
public record AlertProperties(
    boolean console, @DefaultValue("2m") Duration fallbackAfter) {}
