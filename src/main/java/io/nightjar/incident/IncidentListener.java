package io.nightjar.incident;

import java.time.Instant;
import java.util.List;

/** Receives the changes of incidents, in the transaction that writes them. */
public interface IncidentListener {

  void changed(List<IncidentTransition> transitions, Instant now);
}
