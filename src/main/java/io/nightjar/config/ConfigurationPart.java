package io.nightjar.config;

/**
 * Reads what no single type can hold, as the jobs with names of their own, or checks what only several types together
 * show. Parts are beans that depend on no other, because they read before any other bean is made; they are read in their
 * order once all types are bound.
 */
public interface ConfigurationPart {

  void read(PartReader reader);
}
