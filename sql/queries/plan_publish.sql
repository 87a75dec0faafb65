-- Publishes an adopted run (L20.3).
SELECT plan.publish($1::jsonb, $2)::text AS result
