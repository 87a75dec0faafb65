-- Takes back what a project holds and has not used.
SELECT plan.reclaim($1::jsonb, $2, $3::jsonb)::text AS result
