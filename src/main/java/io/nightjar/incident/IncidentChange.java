package io.nightjar.incident;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to become of an incident. */
public sealed interface IncidentChange {

  /**
   * Opens one, unless one is open for the same problem.
   *
   * @param thread the thread it goes on in, null: it begins one
   */
  record Open(Finding finding, @Nullable UUID thread, Announce announce)
      implements IncidentChange {}

  /** Another run shows the same problem. */
  record Repeat(Incident incident, UUID run, @Nullable String cause) implements IncidentChange {}

  /**
   * Ends one, unless it has ended.
   *
   * @param by who ended it, null: nobody did
   * @param run the run that did the work, null: none
   */
  record End(
      Incident incident,
      Resolution how,
      @Nullable String by,
      @Nullable UUID run,
      Announce announce) implements IncidentChange {

    public static End of(Incident incident, Resolution how) {
      return new End(incident, how, null, null, Announce.NORMALLY);
    }
  }
}
