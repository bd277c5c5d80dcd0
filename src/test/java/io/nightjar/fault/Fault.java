package io.nightjar.fault;

/** What is known to break: how a job silently does not run, and how the watchdog itself may fail. */
public enum Fault {
  Q1("The job class cannot be loaded"),
  Q2("A class that the job needs is missing from the jar"),
  Q3("The code of the job throws an Error"),
  Q4("Stored job data cannot be read: the scheduler fires nothing"),
  Q5("Nightjar is down past the occurrence"),
  Q6("The scheduler fires a missed time late and reports the wrong time"),
  Q7("Nightjar is down for less than a minute: everything is fired late at once"),
  Q8("Hung jobs hold all threads"),
  Q9("Nightjar is killed while a job runs"),
  Q10("All triggers are paused, in the database"),
  Q11("The scheduler is configured not to start"),
  Q12("A cron is changed in the configuration"),
  Q13("Nightjar is restarted across an occurrence"),
  Q14("The scheduler's tables would be created again at each start"),
  Q15("A schedule that never occurs"),
  Q16("PostgreSQL is away for 45 s"),
  Q17("The clocks of two instances differ by 30 s"),
  Q18("Nightjar is suspended for 12 s"),
  Q19("Nightjar is stopped with SIGTERM while jobs run"),
  Q20("Two versions overlap at a deployment"),
  Q21("The thread of the scheduler has ended"),
  Q22("After a misfire the reported time is not the occurrence"),
  Q23("More jobs are due at once than can be run at once"),
  Q24("A command ignores SIGTERM at a stop, or survives kill -9 of Nightjar"),
  W1("Nightjar was down at the deadline"),
  W2("The watchdog cannot read the database"),
  W3("The clock jumps"),
  W4("Two watchdogs run at once"),
  W5("All jobs are missed at once"),
  W6("A heartbeat arrives after the alert"),
  W7("A finish without a start, twice, with an unknown run id"),
  W8("A run spans its next occurrence"),
  W9("A heartbeat exactly at the deadline"),
  W10("Judging one row throws"),
  W11("A manual run succeeds while the schedule is broken"),
  W12("A service answers \"already running\" forever, or \"just started\" and never runs"),
  W13("A flood of pings"),
  W14("The clock jumps ahead and is corrected"),
  W15("Slow or endless request bodies without a token"),
  W16("The disk of the embedded database is full and has space again"),
  W17("A job elsewhere starts and never ends, each time"),
  W18("A newer version's words, kinds or schema meet an older one");

  private final String happens;

  Fault(String happens) {
    this.happens = happens;
  }

  /** What happens, in a few words. */
  String happens() {
    return happens;
  }
}
