-- A message that its channel refuses for its content: not tried again before, and never in the way of others.
ALTER TABLE notification ADD COLUMN retry_at TIMESTAMP(6) WITH TIME ZONE;

-- When follow_up_at was decided: one that lies ahead was written by a clock that was put right since.
ALTER TABLE incident ADD COLUMN follow_up_set_at TIMESTAMP(6) WITH TIME ZONE;

-- The incidents of one thread: one that was replaced by another is told as that one.
CREATE INDEX incident_thread ON incident (thread);
