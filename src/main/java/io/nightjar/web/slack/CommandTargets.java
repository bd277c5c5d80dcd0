package io.nightjar.web.slack;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.web.problem.ApiProblem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds what a button or a command refers to: a job, an incident, or all incidents of a message. */
@Component
class CommandTargets {

  private final IncidentRepository incidents;
  private final AlertingStatus told;
  private final JobCatalogue catalogue;

  CommandTargets(IncidentRepository incidents, AlertingStatus told, JobCatalogue catalogue) {
    this.incidents = incidents;
    this.told = told;
    this.catalogue = catalogue;
  }

  /** Incidents by the target of a button or the number of a command. */
  List<Incident> incidents(String target) {
    if (target.startsWith(Action.MESSAGE)) {
      List<Incident> found = told.incidentsOf(message(target)).stream()
          .flatMap(id -> incidents.find(id).stream())
          .map(this::present)
          .toList();
      if (found.isEmpty()) {
        throw ApiProblem.notFound("Nightjar no longer knows the incidents of this message.");
      }
      return found;
    }
    return List.of(incident(target));
  }

  private static UUID message(String target) {
    try {
      return UUID.fromString(target.substring(Action.MESSAGE.length()));
    } catch (IllegalArgumentException e) {
      throw unknown(target);
    }
  }

  private Incident incident(String number) {
    if (!number.matches("[0-9]{1,18}")) {
      throw unknown(number);
    }
    return incidents
        .find(Long.parseLong(number))
        .map(this::present)
        .orElseThrow(() -> unknown(number));
  }

  /** The incident that has replaced the given one since its message was written. */
  private Incident present(Incident told) {
    return told.ending() == null || told.ending().resolution() != Resolution.REPLACED
        ? told
        : incidents.latestOf(List.of(told.thread())).stream().findFirst().orElse(told);
  }

  private static ApiProblem unknown(String target) {
    return ApiProblem.notFound("There is no open problem with the number "
        + ApiProblem.quote(target) + ": /nightjar status lists them.");
  }

  /** The jobs to re-run: the named one, or those of a message that run here. */
  List<String> jobsToRun(String target) {
    if (!target.startsWith(Action.MESSAGE)) {
      Action.incidentOf(target)
          .flatMap(incidents::find)
          .map(this::present)
          .ifPresent(CommandTargets::refuseEnded);
      String job = Action.jobOf(target);
      return List.of(catalogue.find(job).orElseThrow(() -> unknownJob(job)).name());
    }
    List<String> jobs = jobsOf(incidents(target)).stream()
        .filter(job -> catalogue.find(job).filter(Job::runsHere).isPresent())
        .toList();
    if (jobs.isEmpty()) {
      throw ApiProblem.cannot("Nightjar can start none of these jobs: they run elsewhere.");
    }
    return jobs;
  }

  /** A button may still be shown after the incident has ended. */
  private static void refuseEnded(Incident incident) {
    if (!incident.isOpen()) {
      throw ApiProblem.cannot("This problem of " + incident.name()
          + " has ended, so nothing was started. To run the job anyway: /nightjar rerun "
          + incident.name());
    }
  }

  /** The jobs to mute: the named one, or those of an incident or a message. */
  List<String> jobsToMute(String target) {
    if (catalogue.find(target).isPresent()) {
      return List.of(target);
    }
    if (!target.startsWith(Action.MESSAGE) && !target.matches("[0-9]+")) {
      throw unknownJob(target);
    }
    List<String> jobs = jobsOf(incidents(target)).stream()
        .filter(job -> catalogue.find(job).isPresent())
        .toList();
    if (jobs.isEmpty()) {
      throw ApiProblem.cannot("This is about Nightjar itself, which cannot be muted.");
    }
    return jobs;
  }

  private ApiProblem unknownJob(String name) {
    String remedy = catalogue
        .nearest(name)
        .map(job -> "Did you mean " + job + "?")
        .orElse("Nothing was done; use the job's name from the configuration.");
    return ApiProblem.notFound("There is no job " + ApiProblem.quote(name) + ". " + remedy);
  }

  private static List<String> jobsOf(List<Incident> incidents) {
    return incidents.stream()
        .map(Incident::job)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
