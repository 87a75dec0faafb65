-- Begins a case.
SELECT work.start($1::jsonb, $2, $3::jsonb, $4::jsonb)::text AS answer
