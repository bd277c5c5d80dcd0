package io.nightjar.web.slack;

import java.util.LinkedHashSet;
import java.util.Set;

/** Recognises requests that Slack sends again. For re-runs and mutes the database recognises them as well. */
final class RecentRequests {

  private static final int KEPT = 1_000;

  private final Set<String> keys = new LinkedHashSet<>();

  synchronized boolean isRepeat(String key) {
    boolean before = !keys.add(key);
    if (keys.size() > KEPT) {
      keys.remove(keys.iterator().next());
    }
    return before;
  }

  synchronized void forget(String key) {
    keys.remove(key);
  }
}
