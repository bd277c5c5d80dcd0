package io.nightjar.runner.http.target;

import java.time.Duration;

/**
 * How a running job is followed.
 *
 * @param target the request that asks
 * @param every the longest pause between two polls
 * @param runningWhen what the answer says while the job runs
 * @param seenRunningWithin how long after it was accepted the job must have been seen running
 */
public record PollSpec(
    RequestSpec target, Duration every, JsonCondition runningWhen, Duration seenRunningWithin) {}
