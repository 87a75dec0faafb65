-- Keeps a file that was sent in.
SELECT jobs.keep_file($1::jsonb, $2, $3) AS file
