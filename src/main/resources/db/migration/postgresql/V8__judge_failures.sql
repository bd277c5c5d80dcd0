-- How often in a row an expected run could not be judged, and why: after the second time people are told.

ALTER TABLE expected_run ADD COLUMN judge_failures INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE expected_run ADD COLUMN judge_error VARCHAR(1000);

CREATE INDEX expected_run_unjudged ON expected_run (job) WHERE judge_failures > 0;
