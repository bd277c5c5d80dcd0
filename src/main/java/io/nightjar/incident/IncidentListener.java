package io.nightjar.incident;

import java.time.Instant;
import java.util.List;

/** Is told what happened to incidents, in the transaction that writes it. */
public interface IncidentListener {

  void changed(List<IncidentTransition> transitions, Instant now);
}
