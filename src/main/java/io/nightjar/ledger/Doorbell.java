package io.nightjar.ledger;

import io.nightjar.loop.Bell;
import org.springframework.stereotype.Component;

/** Wakes the watchdog of this process when there is something to judge. Rung after the commit; a lost ring costs a second. */
@Component
public class Doorbell extends Bell {}
