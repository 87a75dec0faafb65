-- The daily job.
SELECT work.tick($1::jsonb)::text AS answer
