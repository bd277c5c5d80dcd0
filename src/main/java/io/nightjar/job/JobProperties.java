package io.nightjar.job;

import io.nightjar.config.Problems;
import io.nightjar.platform.text.DurationFormat;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The keys of a job as they are written. Several records read one group of keys, each what belongs together. */
final class JobProperties {

  private JobProperties() {}

  /** What the job is and when. */
  record Basics(
      @DefaultValue("") String description,
      @Nullable String schedule,
      @Nullable ZoneId timeZone,
      @Nullable String pingKey) {

    static final Basics NONE = new Basics("", null, null, null);
  }

  /** What Nightjar does with a run that is late or in the way. */
  record Conduct(
      @DefaultValue("0s") Duration catchUpWithin,
      @DefaultValue("skip") OverlapPolicy overlap) {

    static final Conduct NONE = new Conduct(Duration.ZERO, OverlapPolicy.SKIP);
  }

  /** The expectations of each occurrence, null where the defaults apply. */
  record Promise(
      @Nullable Duration startWithin,
      @Nullable Duration finishWithin,
      @Nullable Duration earlyBy,
      @Nullable Duration atLeast,
      @Nullable Duration freshFor) {

    static final Promise NONE = new Promise(null, null, null, null, null);

    /** Fills the gaps with the defaults. After a problem the result is the defaults alone. */
    Expectations over(JobDefaults defaults, Problems problems) {
      Duration start = startWithin != null ? startWithin : defaults.startWithin();
      Duration finish = finishWithin != null ? finishWithin : defaults.finishWithin();
      Duration early = earlyBy != null ? earlyBy : defaults.earlyBy();
      Duration least = atLeast == null || atLeast.isZero() ? null : atLeast;
      boolean ordered = checkOrder(start, finish, problems);
      boolean possible = checkLeast(least, finish, problems);
      boolean sound = checkFresh(problems) && ordered && possible;
      return sound
          ? new Expectations(start, finish, early, least, freshFor)
          : new Expectations(
              defaults.startWithin(), defaults.finishWithin(), defaults.earlyBy(), null, null);
    }

    private boolean checkOrder(Duration start, Duration finish, Problems problems) {
      String remedy = "make start-within the shorter one: both count from the occurrence";
      if (start.isZero()) {
        problems.problem("start-within", "0", "leaves no time to start", "write 10m, for example");
      } else if (start.compareTo(finish) > 0 && startWithin != null) {
        String other = DurationFormat.of(finish) + (finishWithin == null ? " by default" : "");
        problems.problem(
            "start-within",
            DurationFormat.of(start),
            "is longer than finish-within (" + other + ")",
            remedy);
      } else if (start.compareTo(finish) > 0) {
        String other = DurationFormat.of(start) + " by default";
        problems.problem(
            "finish-within",
            DurationFormat.of(finish),
            "is shorter than start-within (" + other + ")",
            remedy);
      }
      return !start.isZero() && start.compareTo(finish) <= 0;
    }

    private static boolean checkLeast(
        @Nullable Duration least, Duration finish, Problems problems) {
      if (least == null || least.compareTo(finish) < 0) {
        return true;
      }
      problems.problem(
          "at-least",
          DurationFormat.of(least),
          "is not shorter than finish-within (" + DurationFormat.of(finish)
              + "), so no run could meet both",
          "write the shortest time in which the job can finish its work");
      return false;
    }

    private boolean checkFresh(Problems problems) {
      if (freshFor == null || !freshFor.isZero()) {
        return true;
      }
      problems.problem(
          "fresh-for",
          "0",
          "would make the data stale at once",
          "write 26h, for example, or leave the key out");
      return false;
    }
  }
}
