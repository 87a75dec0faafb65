-- A worker lives; says whether it was asked to stop.
SELECT jobs.beat($1, $2, $3, $4::jsonb) AS is_cancel_asked
