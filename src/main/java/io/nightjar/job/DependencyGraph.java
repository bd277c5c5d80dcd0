package io.nightjar.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Which job needs which. Pure; every walk is a loop, so that a long chain does not exhaust the stack. */
final class DependencyGraph {

  private final List<String> names;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Set<String>> requires = new LinkedHashMap<>();
  private final Map<String, List<String>> dependents = new HashMap<>();

  /** Requirements of unknown names are left out. */
  DependencyGraph(Map<String, ? extends Collection<String>> requirements) {
    names = List.copyOf(requirements.keySet());
    names.forEach(name -> index.put(name, index.size()));
    requirements.forEach((name, required) -> {
      Set<String> known = new LinkedHashSet<>(required);
      known.retainAll(index.keySet());
      requires.put(name, known);
      known.forEach(needed ->
          dependents.computeIfAbsent(needed, unused -> new ArrayList<>()).add(name));
    });
  }

  /** Those that directly require the given one. */
  List<String> dependentsOf(String name) {
    return List.copyOf(dependents.getOrDefault(name, List.of()));
  }

  /** All names, each after what it requires, otherwise in their own order; without those on or behind a cycle. */
  List<String> order() {
    Map<String, Integer> open = new HashMap<>();
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (String name : names) {
      open.put(name, requires.getOrDefault(name, Set.of()).size());
      if (open.get(name) == 0) {
        ready.add(index.getOrDefault(name, 0));
      }
    }
    List<String> order = new ArrayList<>(names.size());
    while (!ready.isEmpty()) {
      String next = names.get(ready.remove());
      order.add(next);
      for (String dependent : dependentsOf(next)) {
        if (open.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(index.getOrDefault(dependent, 0));
        }
      }
    }
    return order;
  }

  /** Those that need the given one, directly or through others, in no particular order, without itself. */
  Set<String> downstreamOf(String name) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(dependentsOf(name));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (found.add(next)) {
        open.addAll(dependentsOf(next));
      }
    }
    return found;
  }

  /**
   * The cycles that a walk through the graph closes: {@code [a, b, c]} says that a requires b, b requires c and c
   * requires a. Empty exactly when there is no cycle; without the last requirement of each, none is left.
   */
  List<List<String>> cycles() {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (String start : names) {
      LinkedHashMap<String, Iterator<String>> path = new LinkedHashMap<>();
      Deque<String> stack = new ArrayDeque<>();
      enter(start, path, stack, done);
      while (!stack.isEmpty()) {
        String current = stack.getLast();
        Iterator<String> rest = path.getOrDefault(current, List.<String>of().iterator());
        if (!rest.hasNext()) {
          path.remove(stack.removeLast());
          continue;
        }
        String next = rest.next();
        if (path.containsKey(next)) {
          List<String> walked = new ArrayList<>(stack);
          cycles.add(List.copyOf(walked.subList(walked.indexOf(next), walked.size())));
        } else {
          enter(next, path, stack, done);
        }
      }
    }
    return cycles;
  }

  private void enter(
      String name, Map<String, Iterator<String>> path, Deque<String> stack, Set<String> done) {
    if (done.add(name)) {
      path.put(name, requires.getOrDefault(name, Set.of()).iterator());
      stack.addLast(name);
    }
  }
}
