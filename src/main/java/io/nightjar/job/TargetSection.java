package io.nightjar.job;

import io.nightjar.config.Problems;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part of the configuration of one job below one key, read with all of its problems collected. */
public interface TargetSection extends Problems {

  /** The full key of the section, {@code nightjar.jobs.personOwnerRebuildJob.http}. */
  String key();

  /**
   * Binds the section to a type as Spring Boot does; keys that the type does not have are problems.
   *
   * <p>A record takes a group of keys, as those of the rooms do. {@code String} takes a single value, as
   * in {@code bean: nightlyReport}; so does a record with one {@code String} component, besides the group.
   *
   * @return never null; after a problem, which has been reported, components may be null that must not be
   */
  <T> T bind(Class<T> type);

  /** The address under which services reach Nightjar, null when none is configured. */
  @Nullable
  URI baseUrl();

  /**
   * Adds a check that runs once every job has been read, problems or not. A job with problems stands in that catalogue
   * with defaults in place of what could not be read.
   */
  void afterwards(Consumer<JobCatalogue> check);
}
