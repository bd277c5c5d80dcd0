package io.nightjar.notification.incident;

import io.nightjar.notification.Notification.About;
import io.nightjar.notification.outbox.PendingNotification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one message tells, sorted for the reader: the newest turn of each incident, by what it is about, causes first.
 *
 * @param newest the newest turn of each incident, in the order in which they were first told
 * @param topics what is wrong with what: causes first, the newest turn of each last
 * @param shown the notifications whose text is needed
 */
public record IncidentGroup(
    List<PendingNotification> newest, List<Topic> topics, List<UUID> shown) {

  /** So many are told in full. */
  static final int SHOWN = 15;

  /**
   * One job, or one place that takes no messages, and what is wrong with it.
   *
   * @param turns the newest turn of each of its incidents
   * @param consequences the jobs that need it and are in trouble as well
   */
  record Topic(List<PendingNotification> turns, Set<String> consequences) {

    PendingNotification last() {
      return turns.get(turns.size() - 1);
    }
  }

  public static IncidentGroup of(List<PendingNotification> members, RootCauses causes) {
    Map<Long, PendingNotification> newest = new LinkedHashMap<>();
    Map<UUID, Long> threads = new HashMap<>();
    Map<Long, Long> incidents = new HashMap<>();
    for (PendingNotification member : members) {
      About about = member.about();
      if (about == null) {
        return new IncidentGroup(members, List.of(), List.of(member.id()));
      }
      // An incident that took the place of another one, in its thread, is the same trouble of the
      // same run.
      long started = threads.computeIfAbsent(member.root(), root -> about.incident());
      newest.put(incidents.computeIfAbsent(about.incident(), incident -> started), member);
    }
    if (newest.size() == 1) {
      return new IncidentGroup(
          List.copyOf(newest.values()),
          List.of(),
          members.stream().map(PendingNotification::id).toList());
    }
    List<Topic> topics = topics(newest.values(), causes);
    List<UUID> shown =
        topics.stream().limit(SHOWN).map(topic -> topic.last().id()).toList();
    return new IncidentGroup(List.copyOf(newest.values()), topics, shown);
  }

  public boolean isSingle() {
    return topics.isEmpty();
  }

  private static List<Topic> topics(Collection<PendingNotification> newest, RootCauses causes) {
    Map<String, List<PendingNotification>> bySubject = newest.stream()
        .collect(
            Collectors.groupingBy(IncidentGroup::subject, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<String>> consequences = causes.of(bySubject.keySet());
    List<Topic> topics = new ArrayList<>();
    bySubject.forEach((subject, turns) -> {
      List<String> explained = consequences.get(subject);
      if (explained != null) {
        topics.add(new Topic(turns, new TreeSet<>(explained)));
      }
    });
    // The one that holds up most is read first.
    topics.sort(Collections.reverseOrder(
        java.util.Comparator.comparingInt(topic -> topic.consequences().size())));
    return List.copyOf(topics);
  }

  private static String subject(PendingNotification turn) {
    About about = Objects.requireNonNull(turn.about());
    return about.job() == null ? "incident " + about.incident() : about.job();
  }
}
