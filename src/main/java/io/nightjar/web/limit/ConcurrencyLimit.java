package io.nightjar.web.limit;

import java.util.HashMap;
import java.util.Map;

/** Limits how many operations run at once, in total and per address. Never waits for a free slot. */
final class ConcurrencyLimit {

  private final int inAll;
  private final int perAddress;
  private final Map<String, Integer> takenBy = new HashMap<>();
  private int taken;

  ConcurrencyLimit(int inAll, int perAddress) {
    this.inAll = inAll;
    this.perAddress = perAddress;
  }

  /** Takes a slot until {@link #release}. Returns false when none is free. */
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
