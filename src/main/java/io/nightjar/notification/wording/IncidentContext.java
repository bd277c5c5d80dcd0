package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Resolution;
import io.nightjar.job.Job;
import io.nightjar.notification.MessageTimes;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An incident and what its texts are made with.
 *
 * @param times in the zone of the job
 * @param commands the calls that do something about it
 */
public record IncidentContext(IncidentFacts facts, MessageTimes times, ApiCommands commands) {

  static IncidentContext of(IncidentFacts facts, ZoneId defaultZone, ApiCommands commands) {
    Job job = facts.job();
    return new IncidentContext(
        facts, new MessageTimes(job == null ? defaultZone : job.zone()), commands);
  }

  Incident incident() {
    return facts.incident();
  }

  @Nullable
  Job job() {
    return facts.job();
  }

  @Nullable
  RunFacts run() {
    return facts.run();
  }

  boolean runsHere() {
    Job job = facts.job();
    return job != null && job.runsHere();
  }

  boolean isOfJob() {
    return incident().job() != null;
  }

  boolean isAbout(String subject) {
    return subject.equals(incident().subject());
  }

  /** Whether another process does what is no longer done here. */
  boolean isTakenOver() {
    return incident().ending() != null && incident().ending().resolution() == Resolution.TAKEN_OVER;
  }

  /** Whether it is about the job as a whole and not about one run. */
  boolean isOfNoRun() {
    return incident().occurrence() == null;
  }
}
