package io.nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyGraphTest {

  @Test
  void order_puts_what_is_required_first_and_keeps_the_configuration_otherwise() {
    DependencyGraph graph = new DependencyGraph(requirements("d: b c", "a:", "b: a", "c: a", "e:"));
    assertThat(graph.order()).containsExactly("a", "b", "c", "d", "e");
    assertThat(graph.downstreamOf("a")).containsExactlyInAnyOrder("b", "c", "d");
    assertThat(graph.dependentsOf("a")).containsExactly("b", "c");
    assertThat(graph.cycles()).isEmpty();
  }

  @Test
  void two_circles_are_two_findings() {
    assertThat(new DependencyGraph(requirements("a: b", "b: a", "c: d", "d: e", "e: c", "f: f"))
            .cycles())
        .containsExactly(List.of("a", "b"), List.of("c", "d", "e"), List.of("f"));
  }

  @Test
  void a_long_chain_does_not_exhaust_the_stack() {
    Map<String, Set<String>> chain = new LinkedHashMap<>();
    IntStream.range(0, 100_000).forEach(i -> chain.put("job" + i, Set.of("job" + (i + 1))));
    chain.put("job100000", Set.of());
    DependencyGraph graph = new DependencyGraph(chain);
    assertThat(graph.cycles()).isEmpty();
    assertThat(graph.order()).hasSize(100_001).startsWith("job100000");
    assertThat(graph.downstreamOf("job100000")).hasSize(100_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void random_graphs(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Map<String, Set<String>> requires = randomGraph(random);
      DependencyGraph graph = new DependencyGraph(requires);
      boolean circular = requires.keySet().stream().anyMatch(name -> reaches(requires, name, name));

      assertThat(graph.cycles().isEmpty()).isEqualTo(!circular);
      assertThat(graph.order().size() < requires.size()).isEqualTo(circular);
      graph.cycles().forEach(cycle -> assertIsCycle(requires, cycle));
      assertOrdered(requires, graph.order());
      requires
          .keySet()
          .forEach(name -> assertThat(graph.downstreamOf(name))
              .containsExactlyInAnyOrderElementsOf(requires.keySet().stream()
                  .filter(other -> reaches(requires, other, name))
                  .toList()));

      graph
          .cycles()
          .forEach(cycle -> requires.get(cycle.get(cycle.size() - 1)).remove(cycle.get(0)));
      assertThat(new DependencyGraph(requires).cycles()).isEmpty();
    }
  }

  private static void assertIsCycle(Map<String, Set<String>> requires, List<String> cycle) {
    for (int i = 0; i < cycle.size(); i++) {
      assertThat(requires.get(cycle.get(i))).contains(cycle.get((i + 1) % cycle.size()));
    }
  }

  private static void assertOrdered(Map<String, Set<String>> requires, List<String> order) {
    Set<String> before = new LinkedHashSet<>();
    for (String name : order) {
      assertThat(before).containsAll(requires.get(name));
      before.add(name);
    }
  }

  private static boolean reaches(Map<String, Set<String>> requires, String from, String to) {
    List<String> open = new ArrayList<>(requires.get(from));
    Set<String> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (next.equals(to)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(requires.get(next));
      }
    }
    return false;
  }

  private static Map<String, Set<String>> randomGraph(Random random) {
    int size = 1 + random.nextInt(9);
    Map<String, Set<String>> requires = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      Set<String> required = new LinkedHashSet<>();
      random.ints(random.nextInt(3), 0, size).forEach(other -> required.add("j" + other));
      requires.put("j" + i, required);
    }
    return requires;
  }

  private static Map<String, Set<String>> requirements(String... lines) {
    Map<String, Set<String>> requires = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split(":");
      requires.put(
          parts[0],
          parts.length == 1
              ? Set.of()
              : new LinkedHashSet<>(List.of(parts[1].strip().split(" "))));
    }
    return requires;
  }
}
