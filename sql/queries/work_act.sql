-- Answers a task.
SELECT work.act($1::jsonb, $2, $3, $4::jsonb)::text AS answer
