-- Takes in units and people.
SELECT office.store($1::jsonb, $2::jsonb)::text AS answer
