package io.nightjar.web.limit;

import java.util.HashMap;
import java.util.Map;

/** Bounds how many of something are under way at once, in all and for one address. Who finds no slot free never waits. */
final class ConcurrencyLimit {

  private final int inAll;
  private final int perAddress;
  private final Map<String, Integer> takenBy = new HashMap<>();
  private int taken;

  ConcurrencyLimit(int inAll, int perAddress) {
    this.inAll = inAll;
    this.perAddress = perAddress;
  }

  /** Whether a slot was free; it is taken then, until {@link #release}. */
  synchronized boolean take(String address) {
    if (taken >= inAll || takenBy.getOrDefault(address, 0) >= perAddress) {
      return false;
    }
    taken++;
    takenBy.merge(address, 1, Integer::sum);
    return true;
  }

  synchronized void release(String address) {
    taken--;
    takenBy.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
