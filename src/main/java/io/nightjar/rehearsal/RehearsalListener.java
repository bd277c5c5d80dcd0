package io.nightjar.rehearsal;

/** Receives the report of a rehearsal of the jobs that this process fires. */
public interface RehearsalListener {

  void rehearsed(RehearsalReport report);
}
