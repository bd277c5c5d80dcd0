package io.nightjar.job;

import io.nightjar.config.KeyNames;
import io.nightjar.config.PartReader;
import io.nightjar.config.ProblemCollector;
import io.nightjar.platform.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Reads all jobs and checks what only shows when they are seen together. */
public final class CatalogueLoader {

  private static final int LONGEST_CYCLE_SHOWN = 8;

  private final PartReader parts;
  private final ProblemCollector problems;
  private final JobFactory reader;
  private final Map<ConfigurationPropertyName, Job> jobs = new LinkedHashMap<>();
  private boolean soundGraph = true;

  public CatalogueLoader(PartReader parts, JobFactory reader) {
    this.parts = parts;
    this.problems = parts.problems();
    this.reader = reader;
  }

  /** The catalogue; only good for further checks when problems have been found. */
  public JobCatalogue read(ConfigurationPropertyName root) {
    parts.known().add(root);
    parts.sources().find(root).map(found -> String.valueOf(found.getValue())).ifPresent(value -> {
      if (!value.isEmpty()) {
        problems.add(
            root, "is a single value where jobs belong", "write each job below its name, indented");
      }
    });
    new JobNames(parts.sources(), problems, root).find().forEach((key, name) -> {
      parts.known().add(key);
      jobs.put(key, reader.read(name, key));
    });
    checkPingKeys();
    checkRequirements();
    JobCatalogue catalogue = new JobCatalogue(soundGraph ? jobs.values() : withoutRequirements());
    reader.checks().forEach(check -> run(check, catalogue));
    return catalogue;
  }

  private void checkPingKeys() {
    Map<String, String> owners = new HashMap<>();
    jobs.replaceAll((key, job) -> {
      PingKey pingKey = job.pingKey();
      String owner = pingKey == null ? null : owners.putIfAbsent(pingKey.digest(), job.name());
      if (owner == null) {
        return job;
      }
      problems.add(
          KeyNames.below(key, "ping-key"),
          "is also the ping-key of " + owner,
          "give each job its own");
      return job.withPingKey(PingKey.standIn());
    });
  }

  private void checkRequirements() {
    Map<String, ConfigurationPropertyName> keys = new HashMap<>();
    Map<String, Set<String>> requirements = new LinkedHashMap<>();
    jobs.forEach((key, job) -> {
      keys.put(job.name(), key);
      requirements.put(job.name(), job.dependencies().requires());
    });
    jobs.forEach((key, job) -> job.dependencies().requires().stream()
        .filter(required -> !requirements.containsKey(required))
        .forEach(required -> reportUnknown(key, required, requirements.keySet())));
    for (List<String> cycle : new DependencyGraph(requirements).cycles()) {
      ConfigurationPropertyName closing = keys.get(cycle.get(cycle.size() - 1));
      if (closing != null) {
        reportCycle(closing, cycle);
      }
    }
  }

  private void reportUnknown(
      ConfigurationPropertyName key, String required, Collection<String> names) {
    soundGraph = false;
    String remedy = SpellingSuggestion.to(required, names)
        .map(guess -> "did you mean " + guess + "?")
        .orElse("write the name of a job under nightjar.jobs, or remove it");
    problems.add(KeyNames.below(key, "requires"), required, "is not a job", remedy);
  }

  private void reportCycle(ConfigurationPropertyName closing, List<String> cycle) {
    soundGraph = false;
    String first = cycle.get(0);
    if (cycle.size() == 1) {
      problems.add(KeyNames.below(closing, "requires"), first, "is the job itself", "remove it");
      return;
    }
    List<String> shown =
        new ArrayList<>(cycle.subList(0, Math.min(cycle.size(), LONGEST_CYCLE_SHOWN)));
    if (shown.size() < cycle.size()) {
      shown.add((cycle.size() - shown.size()) + " more");
    }
    shown.add(first);
    problems.add(
        KeyNames.below(closing, "requires"),
        first,
        "closes a cycle: " + shown.stream().collect(Collectors.joining(" requires ")),
        "remove this requirement, or another one of the cycle");
  }

  private List<Job> withoutRequirements() {
    return jobs.values().stream().map(Job::withoutRequirements).toList();
  }

  private void run(Consumer<JobCatalogue> check, JobCatalogue catalogue) {
    try {
      check.accept(catalogue);
    } catch (RuntimeException error) {
      // After a problem the catalogue holds stand-ins, which a check need not expect.
      if (problems.isEmpty()) {
        throw error;
      }
    }
  }
}
