-- Asks a job to stop.
SELECT jobs.cancel($1::jsonb, $2) AS state
