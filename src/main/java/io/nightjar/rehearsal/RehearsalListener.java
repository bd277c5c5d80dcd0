package io.nightjar.rehearsal;

/** Hears what a rehearsal of this process's own jobs has shown, and tells whoever must know. */
public interface RehearsalListener {

  void rehearsed(RehearsalReport report);
}
