-- Adopts a run (采纳); the same again returns the first result.
SELECT plan.adopt($1::jsonb, $2)::text AS result
