package io.nightjar.web.slack;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.MuteService;
import io.nightjar.incident.mute.Mute;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.web.RerunService;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.security.SlackUsers.SlackUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Carries out a request from Slack and returns the reply. A repeated request is carried out once. */
@Component
class SlackCommands {

  private static final Duration MUTE_OF_BUTTON = Duration.ofHours(24);
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,4})(m|h|d)");

  private final CommandTargets targets;
  private final RerunService reruns;
  private final IncidentService incidents;
  private final MuteService mutes;
  private final SlackStatusText status;
  private final Clock clock;

  SlackCommands(
      CommandTargets targets,
      RerunService reruns,
      IncidentService incidents,
      MuteService mutes,
      SlackStatusText status,
      Clock clock) {
    this.targets = targets;
    this.reruns = reruns;
    this.incidents = incidents;
    this.mutes = mutes;
    this.status = status;
    this.clock = clock;
  }

  /**
   * Carries out what a button or a command asks for.
   *
   * @throws ApiProblem when it cannot be carried out
   */
  String perform(SlackRequest request, SlackUser user) {
    List<String> words = request.words();
    return switch (request.verb()) {
      case "status" -> status.text(clock.instant());
      case "rerun" -> words.size() == 1 ? rerun(words.get(0), user, request.key()) : usage();
      case "ack" -> words.size() == 1 ? acknowledge(words.get(0), user) : usage();
      case "mute" ->
        words.size() == 1 || words.size() == 2 ? mute(words, user, request.key()) : usage();
      default -> usage();
    };
  }

  static String usage() {
    return "Nightjar understands: /nightjar status | rerun JOB | ack NUMBER | mute JOB 2h";
  }

  private String rerun(String target, SlackUser user, String key) {
    StringJoiner said = new StringJoiner("\n");
    RunRequest wish = new RunRequest(user.name(), "requested from Slack", null);
    for (String job : targets.jobsToRun(target)) {
      said.add(rerunOne(job, wish, key));
    }
    return said.toString();
  }

  /** A job that cannot be re-run does not prevent the others. */
  private String rerunOne(String job, RunRequest wish, String key) {
    try {
      Run run = reruns.rerun(job, wish, null, key);
      String warning =
          run.occurrence() == null ? " It answers no occurrence: no run is missing." : "";
      return job + " is re-run, as run " + run.id() + "." + warning;
    } catch (ApiProblem problem) {
      return String.valueOf(problem.getMessage());
    }
  }

  private String acknowledge(String target, SlackUser user) {
    Instant now = clock.instant();
    List<String> taken = new ArrayList<>();
    for (Incident incident : targets.incidents(target)) {
      if (incidents.acknowledge(incident.id(), user.name(), null, now)) {
        taken.add(incident.name());
      }
    }
    return taken.isEmpty()
        ? "It has already ended: there is nothing to acknowledge."
        : "You have acknowledged " + String.join(", ", taken) + ".";
  }

  private String mute(List<String> words, SlackUser user, String key) {
    List<String> jobs = targets.jobsToMute(words.get(0));
    Duration length = words.size() == 1 ? MUTE_OF_BUTTON : duration(words.get(1));
    Instant now = clock.instant();
    Mute mute =
        mutes.mute(jobs, now, now.plus(length), "requested from Slack", user.name(), key, now);
    return String.join(", ", jobs) + " muted until " + status.time(mute.to())
        + ". Problems are still recorded; those that are still open then are announced.";
  }

  private static Duration duration(String word) {
    Matcher matcher = DURATION.matcher(word);
    if (!matcher.matches()) {
      throw ApiProblem.badValue("for how long", word, "write 30m, 2h or 1d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
