package io.nightjar.incident.mute;

import io.nightjar.config.Problems;
import io.nightjar.incident.mute.MuteProperties.Window;
import io.nightjar.job.JobCatalogue;
import io.nightjar.schedule.InvalidScheduleException;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses windows that would keep silent for ever, or for jobs that do not exist: nobody would notice either. */
public final class MuteValidator {

  /** Any stretch of five years shows how close two windows come; a fixed one, so that a start is no matter of luck. */
  private static final Instant SAMPLE_FROM = Instant.parse("2024-01-01T00:00:00Z");

  private static final Instant SAMPLE_TO = Instant.parse("2029-01-01T00:00:00Z");
  private static final int SAMPLES = 4_000;

  private final Window window;
  private final String key;
  private final Problems problems;

  private MuteValidator(Window window, int index, Problems problems) {
    this.window = window;
    this.key = "mutes[" + index + "]";
    this.problems = problems;
  }

  public static void check(MuteProperties settings, Problems problems) {
    for (int i = 0; i < settings.mutes().size(); i++) {
      new MuteValidator(settings.mutes().get(i), i, problems).check();
    }
  }

  public static void checkJobs(MuteProperties settings, JobCatalogue catalogue, Problems problems) {
    for (int i = 0; i < settings.mutes().size(); i++) {
      List<String> jobs = settings.mutes().get(i).jobs();
      for (int j = 0; jobs != null && j < jobs.size(); j++) {
        String job = jobs.get(j);
        if (catalogue.find(job).isEmpty()) {
          problems.problem(
              "mutes[" + i + "].jobs[" + j + "]",
              job,
              "is not a job",
              "write the name of a job as under nightjar.jobs, or leave jobs out for all");
        } else if (job.equals(JobCatalogue.CANARY)) {
          problems.problem(
              "mutes[" + i + "].jobs[" + j + "]",
              job,
              "is Nightjar's own and shows that jobs are started",
              "leave it out");
        }
      }
    }
  }

  private void check() {
    if (window.reason() == null || window.reason().isBlank()) {
      problem(
          ".reason", window.reason(), "is missing", "give the reason why nobody is to be notified");
    }
    if (window.jobs() != null && window.jobs().isEmpty()) {
      problem(".jobs", "", "names no job", "name jobs, or leave jobs out for all of them");
    }
    boolean again = window.schedule() != null || window.duration() != null;
    boolean single = window.from() != null || window.to() != null;
    if (again == single) {
      problem(
          "",
          null,
          again ? "has a schedule and a single window" : "does not define when it begins and ends",
          "write schedule and duration, or from and to");
    } else if (again) {
      checkAgain();
    } else {
      checkSingle();
    }
  }

  private void checkSingle() {
    Instant from = window.from();
    Instant to = window.to();
    if (from == null || to == null) {
      String missing = from == null ? ".from" : ".to";
      problem(missing, null, "is missing", "a mute begins and ends: write both from and to");
    } else if (!to.isAfter(from)) {
      problem(
          ".to",
          to.toString(),
          "is not after from (" + from + ")",
          "set an end after the beginning");
    } else if (Duration.between(from, to).compareTo(Mute.LONGEST) > 0) {
      problem(".to", to.toString(), "is too far from from (" + from + ")", atMost());
    }
  }

  private void checkAgain() {
    Duration duration = window.duration();
    if (window.schedule() == null || duration == null) {
      String missing = window.schedule() == null ? ".schedule" : ".duration";
      problem(
          missing, null, "is missing", "write both schedule and duration: a mute begins and ends");
      return;
    }
    Duration apart = closest(window.schedule());
    if (apart == null) {
      return;
    }
    if (duration.isZero()) {
      problem(".duration", "0", "must be longer than zero", "write how long it lasts, as 2h");
    } else if (duration.compareTo(Mute.LONGEST) > 0) {
      problem(".duration", duration.toString(), "is too long", atMost());
    } else if (duration.compareTo(apart) >= 0) {
      problem(
          ".duration",
          duration.toString(),
          "reaches the next window, which can begin " + apart + " later: such a mute never ends",
          "make it shorter than " + apart);
    }
  }

  /** How close two windows come to each other, null when the schedule cannot be read, which is reported. */
  private @Nullable Duration closest(String expression) {
    try {
      ZoneId zone = window.timeZone() == null ? ZoneOffset.UTC : window.timeZone();
      List<Instant> starts = new ArrayList<>(
          Schedule.parse(expression, zone).between(SAMPLE_FROM, SAMPLE_TO, SAMPLES));
      Duration closest = Duration.ofDays(366);
      for (int i = 1; i < starts.size(); i++) {
        Duration apart = Duration.between(starts.get(i - 1), starts.get(i));
        closest = apart.compareTo(closest) < 0 ? apart : closest;
      }
      return closest;
    } catch (InvalidScheduleException e) {
      problem(".schedule", expression, e.problem(), e.remedy());
      return null;
    }
  }

  private static String atMost() {
    return "a mute lasts at most " + Mute.LONGEST.toDays() + " days: plan the rest as another";
  }

  private void problem(String below, @Nullable String value, String what, String remedy) {
    problems.problem(key + below, value, what, remedy);
  }
}
