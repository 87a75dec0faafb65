-- Writes a checked plan and returns its number.
SELECT plan.store_run($1::jsonb, $2::jsonb, $3::jsonb, $4::jsonb, $5::jsonb) AS run
