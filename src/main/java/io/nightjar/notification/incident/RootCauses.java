package io.nightjar.notification.incident;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells causes from consequences: a job that needs another one in trouble is told under that one. */
public final class RootCauses {

  private final JobCatalogue catalogue;

  public RootCauses(JobCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Each job that needs no other of the given ones, in their order, with those that need it, directly or not. */
  Map<String, List<String>> of(Set<String> jobs) {
    Map<String, List<String>> consequences = new LinkedHashMap<>();
    Set<String> explained = new HashSet<>();
    jobs.forEach(job -> consequences.put(
        job,
        catalogue.find(job).isEmpty()
            ? List.of()
            : catalogue.downstreamOf(job).stream()
                .map(Job::name)
                .filter(jobs::contains)
                .toList()));
    consequences.values().forEach(explained::addAll);
    consequences.keySet().removeAll(explained);
    return consequences;
  }
}
