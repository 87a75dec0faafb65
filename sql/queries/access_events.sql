-- The security record, newest first; reading it is a line of it.
SELECT * FROM access.read_events($1::jsonb, $2, $3)
