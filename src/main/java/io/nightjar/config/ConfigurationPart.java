package io.nightjar.config;

/**
 * A part of the configuration whose keys no one type can hold, as the jobs with names of their own. It is read when the
 * sections are bound, and reports its problems as they do: all are told at once.
 *
 * @param <T> what it becomes
 */
public interface ConfigurationPart<T> {

  Class<T> type();

  /** Reads it. After problems what it returns is only good for further checks. */
  T read(CollectingBinder binder, Settings settings);

  /** What is in force, once the whole configuration has been found sound. */
  default T complete(T value, Settings settings) {
    return value;
  }
}
