package io.nightjar.config;

/** A part of the configuration with rules of its own, beyond what its types and constraints say. */
public interface Checked {

  /**
   * Reports what is wrong. Also called after other problems, so that all are reported at once: a component whose value
   * could not be bound then has its default or is null, and what this method throws is ignored.
   */
  void check(Problems problems);
}
