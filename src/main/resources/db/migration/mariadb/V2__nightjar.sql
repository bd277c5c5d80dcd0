-- Nightjar's own tables. Instants are UTC. From here on migrations only add.
-- For MariaDB 10.6 and MySQL 8.0.13, or newer. Neither has a partial index: an index holds all rows. MySQL has no UUID.
-- DATETIME, because TIMESTAMP ends in 2038 and follows the session's time zone. Compared by case, as on the others.

-- The processes that share this database.
CREATE TABLE instance (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  version VARCHAR(100) NOT NULL,
  scheduler BOOLEAN NOT NULL,
  watchdog BOOLEAN NOT NULL,
  started_at DATETIME(6) NOT NULL,
  -- A count that the process raises, and when it last did by its own clock.
  keep_alive BIGINT NOT NULL,
  keep_alive_at DATETIME(6) NOT NULL,
  -- By the database's clock, which all processes share: it decides which process is older.
  seen_first DATETIME(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
  seen_last DATETIME(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
  -- How far its clock is ahead of the database's.
  clock_skew_ms BIGINT,
  scheduler_state VARCHAR(16) DEFAULT 'off' NOT NULL,
  scheduler_since DATETIME(6),
  -- How many commands and beans it runs at once: with what it runs now, this shows that none of its threads is free.
  scheduler_threads INTEGER,
  stopped_at DATETIME(6),
  lost_at DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row for each job ever seen: how far its occurrences are written ahead, and what is known of it.
CREATE TABLE watched_job (
  job VARCHAR(100) PRIMARY KEY,
  definition VARCHAR(1000) NOT NULL,
  first_seen_at DATETIME(6) NOT NULL,
  horizon DATETIME(6) NOT NULL,
  extend_at DATETIME(6),
  removed_at DATETIME(6),
  last_scheduled_start DATETIME(6),
  last_success DATETIME(6),
  data_as_of DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX watched_job_extend ON watched_job (extend_at);

CREATE TABLE job_change (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  job VARCHAR(100) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  -- added, changed, removed, returned
  change_type VARCHAR(16) NOT NULL,
  definition_before VARCHAR(1000),
  definition_after VARCHAR(1000)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX job_change_by_job ON job_change (job, changed_at);

-- One row for each job that was rehearsed: what the last rehearsal showed of it.
CREATE TABLE start_check (
  job VARCHAR(100) PRIMARY KEY,
  -- Why it cannot start; null: it can.
  cause VARCHAR(1000),
  version VARCHAR(100) NOT NULL,
  -- The process that rehearsed it.
  instance CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  checked_at DATETIME(6) NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX start_check_failed ON start_check (cause(1));

-- One row for each occurrence that must happen, written ahead of time.
CREATE TABLE expected_run (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  job VARCHAR(100) NOT NULL,
  occurrence DATETIME(6) NOT NULL,
  window_from DATETIME(6) NOT NULL,
  start_deadline DATETIME(6) NOT NULL,
  finish_deadline DATETIME(6) NOT NULL,
  at_least_ms BIGINT,
  state VARCHAR(16) NOT NULL,
  -- A mark beside the state: the occurrence fell into a mute.
  muted BOOLEAN DEFAULT FALSE NOT NULL,
  run CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  started_at DATETIME(6),
  finished_at DATETIME(6),
  -- When it is judged next; null: not any more.
  next_check_at DATETIME(6),
  -- How often in a row it could not be judged, and why: after the second time an incident is opened.
  judge_failures INTEGER DEFAULT 0 NOT NULL,
  judge_error VARCHAR(1000),
  CONSTRAINT expected_run_once UNIQUE (job, occurrence)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX expected_run_due ON expected_run (next_check_at);
CREATE INDEX expected_run_by_occurrence ON expected_run (occurrence);
CREATE INDEX expected_run_unjudged ON expected_run (judge_failures);

-- One attempt to do a job.
CREATE TABLE run (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  job VARCHAR(100) NOT NULL,
  occurrence DATETIME(6),
  -- Set by scheduled and catch-up runs only: an occurrence is fired once, whatever the schedulers do.
  claimed_occurrence DATETIME(6),
  trigger_type VARCHAR(16) NOT NULL,
  requested_by VARCHAR(100),
  reason VARCHAR(1000),
  parameters TEXT,
  idempotency_key VARCHAR(255),
  external_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  fired_at DATETIME(6) NOT NULL,
  started_at DATETIME(6),
  finished_at DATETIME(6),
  outcome VARCHAR(16),
  cause VARCHAR(2000),
  excerpt TEXT,
  exit_status INTEGER,
  instance CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  resume_token VARCHAR(4000),
  cancel_requested_by VARCHAR(100),
  -- The process of a command, on the host of the run's instance: after a crash of Nightjar it is looked for there.
  -- Emptied once it has been looked for.
  process_id BIGINT,
  process_started_at DATETIME(6),
  -- A run that answers no occurrence has no expected run to be judged by: it is judged itself. When; null: not any more.
  next_check_at DATETIME(6),
  CONSTRAINT run_claims_occurrence UNIQUE (job, claimed_occurrence),
  CONSTRAINT run_is_idempotent UNIQUE (job, idempotency_key),
  CONSTRAINT run_external_id UNIQUE (job, external_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX run_by_occurrence ON run (job, occurrence);
CREATE INDEX run_by_time ON run (job, fired_at);
CREATE INDEX run_by_end ON run (finished_at);
CREATE INDEX run_unfinished ON run (job, outcome, fired_at);
CREATE INDEX run_due ON run (next_check_at);

CREATE TABLE heartbeat (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  run CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  job VARCHAR(100) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  source VARCHAR(16) NOT NULL,
  detail TEXT
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX heartbeat_by_run ON heartbeat (run, id);
CREATE INDEX heartbeat_by_time ON heartbeat (recorded_at);

-- When nobody watched: what happened in such a time is known only as far as it was found out afterwards.
CREATE TABLE monitoring_gap (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- down, suspended, database
  reason VARCHAR(16) NOT NULL,
  from_at DATETIME(6) NOT NULL,
  to_at DATETIME(6) NOT NULL,
  -- The instance that noticed it.
  instance CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Several instances that notice the same gap record it once.
  CONSTRAINT monitoring_gap_once UNIQUE (reason, from_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX monitoring_gap_by_end ON monitoring_gap (to_at);

-- What needs a person, from opening to resolution.
CREATE TABLE incident (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(24) NOT NULL,
  -- Nightjar's own incidents have no job but a subject: "slack #monitoring-prod".
  job VARCHAR(100),
  subject VARCHAR(300),
  occurrence DATETIME(6),
  run CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  deadline DATETIME(6),
  cause VARCHAR(2000),
  opened_at DATETIME(6) NOT NULL,
  -- job|kind|occurrence while it is open: the same problem opens one incident.
  open_key VARCHAR(500),
  -- The notification whose message starts the thread of this incident.
  thread CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- False while nobody has been notified, because a mute covered it.
  notified BOOLEAN DEFAULT TRUE NOT NULL,
  muted_until DATETIME(6),
  acknowledged_at DATETIME(6),
  acknowledged_by VARCHAR(100),
  acknowledged_until DATETIME(6),
  reminders INTEGER DEFAULT 0 NOT NULL,
  reminded_at DATETIME(6),
  escalated_at DATETIME(6),
  -- When an open incident is looked at again: a reminder, an escalation, the end of a mute.
  follow_up_at DATETIME(6),
  -- When follow_up_at was decided: one that lies ahead was written by a clock that was put right since.
  follow_up_set_at DATETIME(6),
  resolved_at DATETIME(6),
  resolved_by VARCHAR(100),
  resolution VARCHAR(24),
  CONSTRAINT incident_opened_once UNIQUE (open_key)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX incident_of_job ON incident (job, occurrence);
CREATE INDEX incident_open ON incident (resolved_at, job);
CREATE INDEX incident_follow_up ON incident (follow_up_at);
CREATE INDEX incident_thread ON incident (thread);
CREATE INDEX incident_by_end ON incident (resolved_at);

-- Planned silence by API or from Slack; that of the configuration has no rows.
CREATE TABLE mute (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- One name a line; null: all jobs.
  jobs TEXT,
  starts_at DATETIME(6) NOT NULL,
  ends_at DATETIME(6) NOT NULL,
  reason VARCHAR(1000) NOT NULL,
  author VARCHAR(100) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  ended_by VARCHAR(100),
  -- A request that is repeated makes one mute.
  request_key VARCHAR(255),
  CONSTRAINT mute_once UNIQUE (request_key)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX mute_by_end ON mute (ends_at);

-- The outbox: messages for channels, kept until the channel has confirmed them.
CREATE TABLE notification (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  -- The order of creation, also within one instant.
  seq BIGINT NOT NULL AUTO_INCREMENT UNIQUE,
  incident BIGINT,
  transition VARCHAR(100) NOT NULL,
  -- What it is about, for grouping; both null for a message about Nightjar itself.
  job VARCHAR(100),
  kind VARCHAR(24),
  channel VARCHAR(50) NOT NULL,
  destination VARCHAR(200) NOT NULL,
  -- The notification whose message starts the thread. No foreign key: old notifications may be removed.
  thread_of CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  message MEDIUMTEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  -- The notification in whose message this one is sent, itself included; null until the message is on its way.
  -- attempts, outcome_unknown, failed_at, last_error, reference, sent_to, permalink and update_due_at are kept on that one.
  message_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  attempts INTEGER DEFAULT 0 NOT NULL,
  -- An attempt ended without an answer of the channel: its message may have been delivered.
  outcome_unknown BOOLEAN DEFAULT FALSE NOT NULL,
  failed_at DATETIME(6),
  last_error VARCHAR(500),
  -- A message that its channel refuses for its content: not tried again before, and never in the way of others.
  retry_at DATETIME(6),
  sent_at DATETIME(6),
  -- What the channel calls the message and the place it went to (Slack: ts and channel id).
  reference VARCHAR(100),
  sent_to VARCHAR(200),
  permalink VARCHAR(500),
  -- Since when the message no longer says what is.
  update_due_at DATETIME(6),
  -- The notification that its channel did not take, of which this is a copy.
  fallback_of CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  fell_back_at DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX notification_pending ON notification (sent_at, channel, destination, seq);
CREATE INDEX notification_update_due ON notification (update_due_at);
CREATE INDEX notification_incident ON notification (incident);
CREATE INDEX notification_by_message ON notification (message_id);
CREATE INDEX notification_fallback ON notification (fallback_of);

-- One row for each place where messages go, served by one instance at a time.
CREATE TABLE destination (
  channel VARCHAR(50) NOT NULL,
  destination VARCHAR(200) NOT NULL,
  -- Nothing is sent before: the pace of the channel, what it asked for, or a pause after a failure.
  next_attempt_at DATETIME(6) NOT NULL,
  leased_by CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  lease_until DATETIME(6),
  served_at DATETIME(6),
  -- Since the last message that it confirmed.
  failures INTEGER DEFAULT 0 NOT NULL,
  failing_since DATETIME(6),
  refused BOOLEAN DEFAULT FALSE NOT NULL,
  last_error VARCHAR(500),
  PRIMARY KEY (channel, destination)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
