package io.nightjar.database;

import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Explains in one sentence why the database cannot be used, and how to fix it. */
final class DatabaseFailureAnalyzer implements FailureAnalyzer {

  private static final String UNKNOWN_REMEDY =
      "Correct spring.datasource.url or fix the error that the database reports, then start Nightjar again.";
  private static final String NOTHING = " No job was started and nothing was watched.";

  private final Environment environment;

  DatabaseFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    List<Throwable> causes = causes(failure);
    if (causes.stream()
        .noneMatch(
            each -> each instanceof UnusableDatabaseException || each instanceof FlywayException)) {
      return null;
    }
    DatabaseProblem problem = DatabaseProblem.of(causes);
    String what = problem == null ? "The database cannot be used" : problem.description();
    String remedy = problem == null ? UNKNOWN_REMEDY : problem.remedy();
    return new FailureAnalysis(
        what + ": " + where() + "\n\nReported error: " + reported(causes),
        remedy + NOTHING,
        failure);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && !causes.contains(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }

  /** Without parameters, of which one may be a password. */
  private String where() {
    String url =
        environment.getProperty("spring.datasource.url", "spring.datasource.url is not set");
    return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
  }

  private static String reported(List<Throwable> causes) {
    Throwable said = causes.stream()
        .filter(FlywayException.class::isInstance)
        .findFirst()
        .orElse(causes.get(causes.size() - 1));
    Throwable last = causes.get(causes.size() - 1);
    return RootCause.messageOf(said == last || last instanceof FlywayException ? said : last)
        .strip();
  }
}
