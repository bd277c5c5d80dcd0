package io.nightjar.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.trigger.StoredTrigger;
import org.junit.jupiter.api.Test;
import org.quartz.impl.jdbcjobstore.Constants;

/** Who reads the scheduler's tables without Quartz must use its very words. */
class QuartzTableNamesTest {

  @Test
  void the_states_are_those_of_quartz() {
    assertThat(StoredTrigger.WAITING).isEqualTo(Constants.STATE_WAITING);
    assertThat(StoredTrigger.ACQUIRED).isEqualTo(Constants.STATE_ACQUIRED);
    assertThat(StoredTrigger.EXECUTING).isEqualTo(Constants.STATE_EXECUTING);
    assertThat(StoredTrigger.PAUSED).isEqualTo(Constants.STATE_PAUSED);
    assertThat(StoredTrigger.ERROR).isEqualTo(Constants.STATE_ERROR);
    assertThat(StoredTrigger.ALL_GROUPS).isEqualTo(Constants.ALL_GROUPS_PAUSED);
  }

  @Test
  void the_names_are_those_that_are_stored() {
    assertThat(StoredTrigger.SCHEDULER).isEqualTo(QuartzConfiguration.SCHEDULER_NAME);
    assertThat(StoredTrigger.GROUP).isEqualTo(TriggerGroup.SCHEDULED.text());
    assertThat(StoredTrigger.TYPE).isEqualTo(ScheduleTriggerPersistenceDelegate.TYPE);
    assertThat(StoredTrigger.JOB_CLASS).isEqualTo(QuartzJob.class.getName());
  }
}
