package io.nightjar.runner.text;

import java.util.List;
import java.util.stream.Collectors;

/** Says which processes may still be running on which host, and what to do before the job is run again. */
public final class StillRunningWarning {

  private StillRunningWarning() {}

  public static String on(String host, List<Long> processes) {
    String which = processes.size() == 1 ? "Process " : "Processes ";
    return which + processes.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + " may still be running on " + host + ". First check " + host
        + " and end it there, then re-run the job";
  }
}
