package io.nightjar.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is: destinations are served in rotation, so that one with much to tell does not delay the others,
 * and one that failed is left alone for a while. Kept in memory: a restart may try early, once.
 */
final class Turns {

  private final Map<Destination, Turn> turns = new HashMap<>();
  private long served;

  /** The destinations that may be tried, the one served longest ago first. */
  List<Destination> order(Collection<Destination> due, Instant now) {
    return due.stream()
        .filter(destination -> !turn(destination).until().isAfter(now))
        .sorted(Comparator.comparingLong(
                (Destination destination) -> turn(destination).served())
            .thenComparing(Destination::channelKind)
            .thenComparing(Destination::place))
        .toList();
  }

  /** Failures in a row, counting one more. */
  int failuresWithThis(Destination destination) {
    return turn(destination).failures() + 1;
  }

  void succeeded(Destination destination) {
    turns.put(destination, new Turn(++served, 0, Instant.MIN));
  }

  void failed(Destination destination, Instant until) {
    turns.put(destination, new Turn(++served, failuresWithThis(destination), until));
  }

  private Turn turn(Destination destination) {
    return turns.getOrDefault(destination, Turn.FIRST);
  }

  private record Turn(long served, int failures, Instant until) {
    static final Turn FIRST = new Turn(0, 0, Instant.MIN);
  }
}
