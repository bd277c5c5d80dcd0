package io.nightjar.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CatchUpTriggerNameTest {

  @Test
  void it_survives_being_the_name_of_a_trigger() {
    var missed = new CatchUpTriggerName("ndw-etl_1.2", Instant.parse("2026-03-29T01:00:00Z"));

    assertThat(missed.name()).isEqualTo("ndw-etl_1.2|2026-03-29T01:00:00Z");
    assertThat(CatchUpTriggerName.read(missed.name())).isEqualTo(missed);
  }

  @Test
  void any_other_name_is_refused() {
    assertThatThrownBy(() -> CatchUpTriggerName.read("personOwnerRebuildJob"))
        .hasMessageContaining("'personOwnerRebuildJob' does not name an occurrence");
  }
}
