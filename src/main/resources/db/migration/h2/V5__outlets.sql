-- Delivery: one outlet for each place where messages go, served by one instance at a time.
CREATE TABLE destination (
  channel       VARCHAR(50) NOT NULL,
  destination   VARCHAR(200) NOT NULL,
  -- Nothing is sent before: the pace of the channel, what it asked for, or a pause after a failure.
  next_attempt_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  leased_by     UUID,
  lease_until   TIMESTAMP(6) WITH TIME ZONE,
  served_at     TIMESTAMP(6) WITH TIME ZONE,
  -- Since the last message that it confirmed.
  failures      INTEGER DEFAULT 0 NOT NULL,
  failing_since TIMESTAMP(6) WITH TIME ZONE,
  refused       BOOLEAN DEFAULT FALSE NOT NULL,
  last_error    VARCHAR(500),
  PRIMARY KEY (channel, destination)
);

DROP INDEX notification_due;
DROP INDEX notification_thread;
ALTER TABLE notification DROP COLUMN due_at;
ALTER TABLE notification DROP COLUMN refused;
ALTER TABLE notification DROP COLUMN leased_by;
ALTER TABLE notification DROP COLUMN lease_until;
-- What it is about, for grouping; both null for a message about Nightjar itself.
ALTER TABLE notification ADD COLUMN job VARCHAR(100);
ALTER TABLE notification ADD COLUMN kind VARCHAR(24);
-- The notification whose message carries this one, itself included; null until it is on its way.
-- attempts, unclear, failed_at, last_error, reference, sent_to, permalink and update_due_at are kept on the one that carries.
ALTER TABLE notification ADD COLUMN message_id UUID;
ALTER TABLE notification ADD COLUMN permalink VARCHAR(500);
-- The message no longer says what is: since when.
ALTER TABLE notification ADD COLUMN update_due_at TIMESTAMP(6) WITH TIME ZONE;
-- The notification that its channel did not take, of which this is a copy.
ALTER TABLE notification ADD COLUMN fallback_of UUID;
ALTER TABLE notification ADD COLUMN fell_back_at TIMESTAMP(6) WITH TIME ZONE;
UPDATE notification SET message_id = id WHERE sent_at IS NOT NULL OR outcome_unknown;

-- H2 has no partial indexes: sent_at leads, so that what is sent is not scanned.
CREATE INDEX notification_pending ON notification (sent_at, channel, destination, seq);
CREATE INDEX notification_update_due ON notification (update_due_at);
CREATE INDEX notification_by_message ON notification (message_id);
CREATE INDEX notification_fallback ON notification (fallback_of);
