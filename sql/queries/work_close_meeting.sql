-- Closes a meeting with minutes and decisions.
SELECT work.close_meeting($1::jsonb, $2, $3, $4::jsonb)::text AS answer
