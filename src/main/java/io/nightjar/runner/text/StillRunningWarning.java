package io.nightjar.runner.text;

import java.util.List;
import java.util.stream.Collectors;

/** Says that processes may still be running, where, and what to do about it before the job is run again. */
public final class StillRunningWarning {

  private StillRunningWarning() {}

  public static String on(String host, List<Long> processes) {
    String which = processes.size() == 1 ? "Process " : "Processes ";
    return which + processes.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + " may still be running on " + host + ": first check " + host
        + " and end it there, then run the job again";
  }
}
