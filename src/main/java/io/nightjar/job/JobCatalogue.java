package io.nightjar.job;

import io.nightjar.platform.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All jobs there are, in the order of the configuration. The only list of jobs. */
public final class JobCatalogue {

  /** The job that is Nightjar's own: the message of each morning. */
  public static final String DIGEST = "nightjar-digest";

  /** The job that is Nightjar's own: fired to show that jobs are fired. It is shown to nobody who does not ask for it. */
  public static final String CANARY = "nightjar-canary";

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Job> byPingKey = new HashMap<>();
  private final Map<String, Integer> position = new HashMap<>();
  private final List<Job> inDependencyOrder;
  private final DependencyGraph graph;

  /** Refuses two jobs of one name or one ping-key, requirements of unknown jobs, and cycles. */
  public JobCatalogue(Collection<Job> jobs) {
    Map<String, Set<String>> requirements = new LinkedHashMap<>();
    for (Job job : jobs) {
      refuse(this.jobs.put(job.name(), job) != null, "two jobs are called " + job.name());
      requirements.put(job.name(), job.dependencies().requires());
      PingKey pingKey = job.pingKey();
      if (pingKey != null) {
        refuse(
            byPingKey.put(pingKey.digest(), job) != null,
            job.name() + " has the ping-key of another job");
      }
    }
    requirements.forEach((name, required) -> refuse(
        !requirements.keySet().containsAll(required),
        name + " requires a job that is not in the catalogue"));
    this.graph = new DependencyGraph(requirements);
    this.inDependencyOrder =
        graph.order().stream().flatMap(name -> find(name).stream()).toList();
    refuse(inDependencyOrder.size() < this.jobs.size(), "jobs require each other in a cycle");
    inDependencyOrder.forEach(job -> position.put(job.name(), position.size()));
  }

  private static void refuse(boolean wrong, String problem) {
    if (wrong) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** The same with one job more. */
  public JobCatalogue with(Job job) {
    List<Job> more = new ArrayList<>(jobs.values());
    more.add(job);
    return new JobCatalogue(more);
  }

  /** Those of the configuration, without Nightjar's own. */
  public List<Job> configured() {
    return jobs.values().stream().filter(job -> !job.isOwn()).toList();
  }

  /** Those that people see in a list: all but the canary. */
  public List<Job> listed() {
    return jobs.values().stream().filter(job -> !job.isCanary()).toList();
  }

  public Collection<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  public Optional<Job> find(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  /** The name of the job that was probably meant by one that is not known. */
  public Optional<String> nearest(String name) {
    return SpellingSuggestion.to(name, jobs.keySet());
  }

  /**
   * The job whose ping-key was presented. Digests are compared, never the keys themselves, so the time it takes says
   * nothing of how much of a key was right.
   */
  public Optional<Job> findByPingKey(String presented) {
    return Optional.ofNullable(byPingKey.get(PingKey.digestOf(presented)));
  }

  /** The jobs that directly require the given one. */
  public List<Job> dependentsOf(String name) {
    return graph.dependentsOf(name).stream()
        .flatMap(dependent -> find(dependent).stream())
        .toList();
  }

  /** All jobs, each after those that it requires, otherwise in the order of the configuration. */
  public List<Job> inDependencyOrder() {
    return inDependencyOrder;
  }

  /** Everything that needs the given job, directly or through others, in the order in which to run it again. */
  public List<Job> downstreamOf(String name) {
    return graph.downstreamOf(name).stream()
        .sorted(Comparator.comparing(dependent -> position.getOrDefault(dependent, 0)))
        .flatMap(dependent -> find(dependent).stream())
        .toList();
  }
}
