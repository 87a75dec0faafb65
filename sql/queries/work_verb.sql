-- What offices do with a task beside answering it.
SELECT work.verb($1::jsonb, $2, $3, $4::jsonb)::text AS answer
