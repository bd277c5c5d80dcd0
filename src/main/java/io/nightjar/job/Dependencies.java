package io.nightjar.job;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a job needs first.
 *
 * @param requires names of the jobs whose data it reads
 * @param staleInput what to do when one of them has no fresh data
 */
public record Dependencies(
    @DefaultValue Set<String> requires,
    @DefaultValue("hold") StaleInputPolicy staleInput) {

  static final Dependencies NONE = new Dependencies(Set.of(), StaleInputPolicy.HOLD);

  public Dependencies {
    // In the order in which they are written: people read it in messages.
    requires = Collections.unmodifiableSet(new LinkedHashSet<>(requires));
  }
}
