-- The process of a command, on the host of the run's instance: after a crash of Nightjar it is looked for there.
-- Taken away once it has been looked for.

ALTER TABLE run ADD COLUMN process_id BIGINT;
ALTER TABLE run ADD COLUMN process_started_at TIMESTAMP(6) WITH TIME ZONE;
