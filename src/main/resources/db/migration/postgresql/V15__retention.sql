-- What is old is found without reading the rest.
CREATE INDEX heartbeat_by_time ON heartbeat (recorded_at);
CREATE INDEX run_by_end ON run (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX incident_by_end ON incident (resolved_at) WHERE resolved_at IS NOT NULL;
