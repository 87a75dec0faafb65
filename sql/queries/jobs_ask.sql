-- Asks for long work; the same key gives the same job.
SELECT jobs.ask($1::jsonb, $2, $3, $4::jsonb) AS job
