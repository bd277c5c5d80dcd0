package io.nightjar.ledger;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** The identity of this process, new at each start. */
@Component
public final class ThisInstance {

  private final UUID id = UUID.randomUUID();

  public UUID id() {
    return id;
  }
}
