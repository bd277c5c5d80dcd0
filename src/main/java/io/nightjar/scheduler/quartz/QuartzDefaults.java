package io.nightjar.scheduler.quartz;

import io.nightjar.config.Roles;
import io.nightjar.instance.SchedulerProperties;
import io.nightjar.instance.ThisInstance;
import java.util.Map;
import java.util.Properties;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.springframework.stereotype.Component;

/** The Quartz properties that Nightjar depends on. */
@Component
record QuartzDefaults(SchedulerProperties settings, Roles roles, ThisInstance instance) {

  /** Triggers acquired under one lock. More would block other instances and requests for too long. */
  private static final int MOST_AT_ONCE = 50;

  static final String THREAD_NAME = "org.quartz.scheduler.threadName";

  /** The name of the scheduler's own thread, unique to this instance so that its thread can be found. */
  String threadName() {
    return "nightjar-scheduler-" + instance.id().toString().substring(0, 8);
  }

  Properties properties() {
    int most = roles.scheduler() ? settings.threads() : 1;
    String threads = String.valueOf(most);
    String batch = String.valueOf(Math.min(most, MOST_AT_ONCE));
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
        // Fail-over, and recovery after a database outage, within seconds instead of half a minute.
        Map.entry("org.quartz.jobStore.clusterCheckinInterval", "3000"),
        Map.entry("org.quartz.jobStore.dbRetryInterval", "2000"),
        // How soon this instance finds a trigger that another one has stored.
        Map.entry("org.quartz.scheduler.idleWaitTime", "5000"),
        // Triggers that are due together are acquired together, but none ahead of its time.
        // Acquired under the lock, so that an ad-hoc trigger that is stored at the same moment is
        // found.
        Map.entry("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", batch),
        Map.entry("org.quartz.scheduler.batchTriggerAcquisitionFireAheadTimeWindow", "0"),
        Map.entry("org.quartz.jobStore.acquireTriggersWithinLock", "true"),
        Map.entry("org.quartz.threadPool.class", GrowingThreadPool.class.getName()),
        Map.entry("org.quartz.threadPool.threadCount", threads),
        Map.entry("org.quartz.threadPool.threadNamePrefix", "nightjar-run"),
        Map.entry("org.quartz.scheduler.makeSchedulerThreadDaemon", "true")));
    return properties;
  }
}
