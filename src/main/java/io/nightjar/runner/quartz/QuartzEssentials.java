package io.nightjar.runner.quartz;

import io.nightjar.job.Roles;
import io.nightjar.ledger.ThisInstance;
import io.nightjar.runner.SchedulerSettings;
import java.util.Map;
import java.util.Properties;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.springframework.stereotype.Component;

/** The properties of Quartz that its part in Nightjar rests on. */
@Component
record QuartzEssentials(SchedulerSettings settings, Roles roles, ThisInstance instance) {

  static final String THREAD_NAME = "org.quartz.scheduler.threadName";

  /** The scheduler's own thread; of this instance alone, so that it can be told from another one's. */
  String threadName() {
    return "nightjar-scheduler-" + instance.id().toString().substring(0, 8);
  }

  Properties properties() {
    String threads = String.valueOf(roles.scheduler() ? settings.threads() : 1);
    var properties = new Properties();
    properties.putAll(Map.ofEntries(
        Map.entry("org.quartz.scheduler.instanceId", instance.id().toString()),
        Map.entry(THREAD_NAME, threadName()),
        Map.entry("org.quartz.jobStore.isClustered", "true"),
        Map.entry("org.quartz.jobStore.useProperties", "true"),
        Map.entry("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName()),
        Map.entry(
            "org.quartz.jobStore.driverDelegateInitString",
            "triggerPersistenceDelegateClasses="
                + ScheduleTriggerPersistenceDelegate.class.getName()),
        Map.entry("org.quartz.jobStore.misfireThreshold", "60000"),
        Map.entry("org.quartz.jobStore.maxMisfiresToHandleAtATime", "200"),
        // Fail-over and recovery from a lost database within seconds instead of half a minute.
        Map.entry("org.quartz.jobStore.clusterCheckinInterval", "3000"),
        Map.entry("org.quartz.jobStore.dbRetryInterval", "2000"),
        // How soon this instance sees a trigger that another one has stored.
        Map.entry("org.quartz.scheduler.idleWaitTime", "5000"),
        // Triggers of one moment are acquired together, but none ahead of its time. Under the
        // lock, so that a wake-up is seen that is being stored while the scheduler looks for work.
        Map.entry("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", threads),
        Map.entry("org.quartz.scheduler.batchTriggerAcquisitionFireAheadTimeWindow", "0"),
        Map.entry("org.quartz.jobStore.acquireTriggersWithinLock", "true"),
        Map.entry("org.quartz.threadPool.class", SimpleThreadPool.class.getName()),
        Map.entry("org.quartz.threadPool.threadCount", threads),
        Map.entry("org.quartz.threadPool.threadNamePrefix", "nightjar-run"),
        // A job that hangs for ever must not keep the process from ending.
        Map.entry("org.quartz.threadPool.makeThreadsDaemons", "true"),
        Map.entry("org.quartz.scheduler.makeSchedulerThreadDaemon", "true")));
    return properties;
  }
}
