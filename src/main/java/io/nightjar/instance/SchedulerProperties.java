package io.nightjar.instance;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.scheduler}, but for {@code enabled}, which is the role of the process.
 *
 * @param threads How many commands and beans run at once. A thread is made when it is needed.
 * @param waitingRuns How many runs are followed at once that are done elsewhere, as over HTTP. They need none of the threads.
 * @param stopWithin How long a stop may take. Runs that no other instance can follow are waited for and killed in the last
 *     seconds. ECS kills the process after 30s by default.
 * @param rehearseWithin How long a rehearsal waits for one job.
 */
@ConfigurationProperties("nightjar.scheduler")
public record SchedulerProperties(
    @DefaultValue("100")
    @Min(
        value = 1,
        message =
            "leaves no thread for a job to run on; write at least as many as jobs may run at once, as 100")
    int threads,

    @DefaultValue("2000")
    @Min(
        value = 1,
        message =
            "lets no run over http be followed; write at least as many as services may work on at once, as 2000")
    int waitingRuns,

    @DefaultValue("25s") Duration stopWithin,

    @DefaultValue("30s")
    @DurationMin(
        nanos = 1,
        message = "leaves no job the time to show that it can start; write a duration such as 30s")
    Duration rehearseWithin) {}
