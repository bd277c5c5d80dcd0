package io.nightjar.rehearsal;

import io.nightjar.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rehearsal.
 *
 * @param version of the build that was rehearsed
 * @param probed whether targets were called
 * @param jobs one result for each job, in the order of the catalogue
 */
public record RehearsalReport(
    String version, Instant startedAt, Duration took, boolean probed, List<Result> jobs) {

  /** The kind of a job that runs elsewhere. */
  public static final String ELSEWHERE = "elsewhere";

  public RehearsalReport {
    jobs = List.copyOf(jobs);
  }

  /**
   * The result for one job.
   *
   * @param kind of its runner, {@link #ELSEWHERE} when it has none
   * @param ok whether it can start
   * @param cause why it cannot, null when it can
   * @param checked the checks that passed
   */
  public record Result(
      String job,
      String kind,
      boolean ok,
      @Nullable String cause,
      List<String> checked,
      Duration took) {

    public Result {
      checked = List.copyOf(checked);
    }

    /** Of a job that cannot start. */
    public static Result failed(String job, String kind, String cause, Duration took) {
      return new Result(job, kind, false, cause, List.of(), took);
    }

    /** Of a job that another system runs. */
    static Result elsewhere(Job job) {
      String note = job.isDigest()
          ? "sent by Nightjar itself: nothing to rehearse"
          : "runs elsewhere: nothing to rehearse";
      return new Result(job.name(), ELSEWHERE, true, null, List.of(note), Duration.ZERO);
    }
  }

  /** The jobs that cannot start. */
  public List<Result> failures() {
    return jobs.stream().filter(job -> !job.ok()).toList();
  }

  public boolean ok() {
    return failures().isEmpty();
  }

  /** The same report with one more result, about something that all jobs need. */
  public RehearsalReport with(Result result) {
    List<Result> all = new ArrayList<>(jobs);
    all.add(result);
    return new RehearsalReport(version, startedAt, took.plus(result.took()), probed, all);
  }
}
