-- How many commands and beans a process runs at once: with what it is at, this shows that none of its threads is free.
ALTER TABLE instance ADD COLUMN scheduler_threads INTEGER;
