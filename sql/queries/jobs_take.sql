-- The next job for a worker.
SELECT job, kind::text AS kind, person::text AS person, title, payload::text AS payload, attempts::integer AS attempts FROM jobs.take($1, $2, $3)
