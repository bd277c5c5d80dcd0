package io.nightjar.watchdog.task;

import io.nightjar.incident.FollowUp;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sends reminders and escalations that are due. */
@Component
@Order(WatchdogTask.FOLLOW_UP)
class FollowUpTask implements WatchdogTask {

  private final FollowUp followUp;

  FollowUpTask(FollowUp followUp) {
    this.followUp = followUp;
  }

  @Override
  public boolean step(Instant now) {
    return followUp.step(now);
  }
}
