package io.nightjar.ledger.run;

import io.nightjar.platform.loop.WakeUpSignal;
import org.springframework.stereotype.Component;

/** Wakes the watchdog of this process when there is something to judge. Called after the commit; a lost call delays judgement by a second. */
@Component
public class WatchdogWakeUp extends WakeUpSignal {}
