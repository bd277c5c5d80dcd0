package io.nightjar.runner.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MissedOccurrenceTest {

  @Test
  void it_survives_being_the_name_of_a_trigger() {
    var missed = new MissedOccurrence("ndw-etl_1.2", Instant.parse("2026-03-29T01:00:00Z"));

    assertThat(missed.name()).isEqualTo("ndw-etl_1.2|2026-03-29T01:00:00Z");
    assertThat(MissedOccurrence.read(missed.name())).isEqualTo(missed);
  }

  @Test
  void any_other_name_is_refused() {
    assertThatThrownBy(() -> MissedOccurrence.read("personOwnerRebuildJob"))
        .hasMessageContaining("'personOwnerRebuildJob' does not name an occurrence");
  }
}
