-- The newest open run of a job is found without reading the others.
DROP INDEX run_unfinished;
CREATE INDEX run_unfinished ON run (job, outcome, fired_at);

-- A run that answers no occurrence has no expected run to be judged by: it is judged itself. When, null: not any more.
ALTER TABLE run ADD COLUMN next_check_at TIMESTAMP(6) WITH TIME ZONE;

CREATE INDEX run_due ON run (next_check_at);
