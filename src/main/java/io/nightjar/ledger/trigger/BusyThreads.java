package io.nightjar.ledger.trigger;

import java.util.List;

/**
 * What the scheduler of a process has its threads at.
 *
 * @param host of the process
 * @param threads how many it has, at most
 * @param jobs what they run, one name for each thread that is busy
 */
public record BusyThreads(String host, int threads, List<String> jobs) {

  public boolean isFull() {
    return jobs.size() >= threads;
  }
}
