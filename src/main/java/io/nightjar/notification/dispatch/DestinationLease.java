package io.nightjar.notification.dispatch;

import io.nightjar.notification.Destination;
import java.time.Instant;
import java.util.UUID;

/**
 * One place where messages go, leased to this process: nobody else sends there until the lease ends.
 *
 * @param failures how often sending there has failed since it last succeeded
 * @param holder who holds the lease
 * @param leaseUntil when the lease ends by itself
 */
record DestinationLease(Destination destination, int failures, UUID holder, Instant leaseUntil) {}
