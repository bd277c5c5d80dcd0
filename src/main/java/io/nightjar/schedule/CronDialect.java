package io.nightjar.schedule;

/** Whose cron an expression is written for, told by its number of fields. */
enum CronDialect {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  CRONTAB,
  /** Six fields: seconds first. */
  SPRING,
  /** Seven fields: seconds first, the year last. */
  QUARTZ
}
