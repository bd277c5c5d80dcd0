-- The outbox: messages owed to channels, kept until the channel has confirmed them.
CREATE TABLE notification (
  id          UUID PRIMARY KEY,
  -- The order of creation, also within one instant.
  seq         BIGINT GENERATED ALWAYS AS IDENTITY,
  incident    BIGINT,
  transition  VARCHAR(100) NOT NULL,
  channel     VARCHAR(50) NOT NULL,
  destination VARCHAR(200) NOT NULL,
  -- The notification whose message starts the thread. No foreign key: old notifications may be removed.
  thread_of   UUID,
  message     VARCHAR NOT NULL,
  created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  -- The next attempt.
  due_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  attempts    INTEGER DEFAULT 0 NOT NULL,
  -- An attempt ended without a word of the channel: its message may have been delivered.
  outcome_unknown     BOOLEAN DEFAULT FALSE NOT NULL,
  -- The channel refuses it until somebody changes something.
  refused     BOOLEAN DEFAULT FALSE NOT NULL,
  failed_at   TIMESTAMP(6) WITH TIME ZONE,
  last_error  VARCHAR(500),
  leased_by   UUID,
  lease_until TIMESTAMP(6) WITH TIME ZONE,
  sent_at     TIMESTAMP(6) WITH TIME ZONE,
  -- What the channel calls the message and the place it went to (Slack: ts and channel id).
  reference   VARCHAR(100),
  sent_to     VARCHAR(200)
);

-- H2 has no partial indexes: sent_at leads, so that what is sent is not scanned.
CREATE INDEX notification_due ON notification (sent_at, due_at);
CREATE INDEX notification_thread ON notification (thread_of);
CREATE INDEX notification_incident ON notification (incident);
