package io.nightjar.schedule;

/** The cron dialect of an expression, recognised by its number of fields. */
enum CronDialect {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  CRONTAB,
  /** Six fields: seconds first. */
  SPRING,
  /** Seven fields: seconds first, the year last. */
  QUARTZ
}
