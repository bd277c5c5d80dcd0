package io.nightjar.config;

/**
 * Reads configuration that no single type can hold, such as the named jobs, or checks settings of several types against
 * each other. Parts are beans that depend on no other, because they read before any other bean is created; they are read in their
 * order once all types are bound.
 */
public interface ConfigurationPart {

  void read(PartReader reader);
}
