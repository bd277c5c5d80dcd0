package io.nightjar.watchdog;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.watchdog}.
 *
 * @param instanceDeadAfter an instance without a pulse for so long is given up
 */
record WatchdogSettings(@DefaultValue("30s") Duration instanceDeadAfter) {}
