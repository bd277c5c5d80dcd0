package io.nightjar.incident;

import java.util.UUID;

/** What incidents of Nightjar's own parts are about, as messages name them. */
public final class Subject {

  /** All that starts jobs, taken together. */
  public static final String SCHEDULER = "Nightjar's scheduler";

  /** What runs jobs: none of them is free. */
  public static final String THREADS = "the scheduler's threads";

  /** All that watches, taken together. */
  public static final String WATCHDOG = "Nightjar's watchdog";

  private static final String CLOCK = "the clock on ";
  private static final int SHORT = 8;

  private Subject() {}

  /** One process; a host may have several. */
  public static String instance(String host, UUID id) {
    return "Nightjar on " + host + " (" + id.toString().substring(0, SHORT) + ")";
  }

  public static String clock(String host) {
    return CLOCK + host;
  }
}
