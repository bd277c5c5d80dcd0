package io.nightjar.platform.loop;

import org.slf4j.Logger;

/**
 * The log messages of a loop about its failures.
 *
 * @param log the log to write to
 * @param failing what does not happen while the loop fails, and that it keeps trying
 * @param recovered that it works again
 */
public record LoopMessages(Logger log, String failing, String recovered) {}
