package io.nightjar.job;

/** What becomes of a run that is due while an earlier run of the same job is still running. */
public enum OverlapPolicy {
  /** It is not started and recorded as skipped. */
  SKIP,
  /** Both run. */
  ALLOW
}
