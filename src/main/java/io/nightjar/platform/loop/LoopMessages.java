package io.nightjar.platform.loop;

import org.slf4j.Logger;

/**
 * What it means while a loop fails, for its log.
 *
 * @param log where it is said
 * @param failing what does not happen meanwhile, and that the loop goes on
 * @param recovered that it happens again
 */
public record LoopMessages(Logger log, String failing, String recovered) {}
