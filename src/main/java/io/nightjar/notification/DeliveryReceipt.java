package io.nightjar.notification;

import org.jspecify.annotations.Nullable;

/**
 * The channel's confirmation.
 *
 * @param reference the channel's own name of the message (Slack: {@code ts}), null when it has none
 * @param destination where the channel says it went (Slack: the channel id); replies go there
 */
public record DeliveryReceipt(@Nullable String reference, String destination) {}
