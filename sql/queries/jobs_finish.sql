-- A worker ends its job.
SELECT jobs.finish($1, $2, $3, $4, $5::jsonb, $6)
