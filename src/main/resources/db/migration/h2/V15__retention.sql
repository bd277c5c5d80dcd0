-- What is old is found without reading the rest.
CREATE INDEX heartbeat_by_time ON heartbeat (recorded_at);
CREATE INDEX run_by_end ON run (finished_at);
CREATE INDEX incident_by_end ON incident (resolved_at);
