package io.nightjar.alert;

import org.jspecify.annotations.Nullable;

/** A kind of place where messages go. Each kind is one sub-package. The first that is configured is used. */
public interface Channel {

  /** The word that names the kind in the outbox: {@code slack}, {@code console}. */
  String kind();

  /** Whether it could deliver. One that is not configured refuses every message and says what to configure. */
  boolean isConfigured();

  /** Where a job's messages go: the place the job names, else the default; empty when there is neither. */
  String place(@Nullable String named);

  /**
   * Delivers one message, once, within its own time limit, which is shorter than the dispatcher's lease.
   *
   * @throws DeliveryException when the channel did not confirm it
   */
  Receipt deliver(Delivery delivery);
}
