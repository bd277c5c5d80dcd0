package io.nightjar.job;

import io.nightjar.config.ConfigurationSources;
import io.nightjar.config.KeyNames;
import io.nightjar.config.ProblemCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Finds the names of the jobs. Spring takes {@code nightlyLoad}, {@code nightly-load} and {@code NIGHTLYLOAD} for one
 * key, so the files say how a name is spelled, two spellings are a problem, and an environment variable belongs to the
 * job whose name it spells; only a variable that fits none makes a job of its own, in lower case.
 */
final class JobNames {

  private final ConfigurationSources sources;
  private final ProblemCollector problems;
  private final ConfigurationPropertyName jobs;
  private final Map<ConfigurationPropertyName, String> names = new LinkedHashMap<>();

  JobNames(
      ConfigurationSources sources, ProblemCollector problems, ConfigurationPropertyName jobs) {
    this.sources = sources;
    this.problems = problems;
    this.jobs = jobs;
  }

  /** The keys of the jobs with their names, in the order of the configuration. */
  Map<ConfigurationPropertyName, String> find() {
    int length = jobs.getNumberOfElements() + 1;
    sources.writtenBelow(jobs).map(name -> name.chop(length)).forEach(this::written);
    sources
        .variablesBelow(jobs)
        .filter(this::fitsNoJob)
        .map(name -> name.chop(length))
        .forEach(this::written);
    names.entrySet().removeIf(job -> !isName(job.getKey(), job.getValue()));
    return names;
  }

  private void written(ConfigurationPropertyName key) {
    String name = key.getLastElement(Form.ORIGINAL);
    String before = names.putIfAbsent(key, name);
    if (before != null && !before.equals(name)) {
      problems.add(
          key,
          null,
          "is the same key as " + KeyNames.text(jobs) + "." + before
              + ": capitals and dashes do not distinguish jobs",
          "spell the job in one way, or give one of the two another name");
    }
  }

  private boolean fitsNoJob(ConfigurationPropertyName variable) {
    String spelled = KeyNames.variable(variable);
    return names.keySet().stream()
        .noneMatch(job -> spelled.startsWith(KeyNames.variable(job) + "_")
            || spelled.startsWith(KeyNames.dashedVariable(job) + "_"));
  }

  private boolean isName(ConfigurationPropertyName key, String name) {
    if (key.isNumericIndex(key.getNumberOfElements() - 1)) {
      problems.add(
          key,
          null,
          "is an element of a list",
          "write each job below its name; digits alone are not a name");
      return false;
    }
    if (!Job.NAME.matcher(name).matches()) {
      problems.add(
          key,
          null,
          "is not a name for a job",
          "use 1 to 100 letters, digits, dots, dashes and underscores, the first a letter or digit");
      return false;
    }
    return true;
  }
}
