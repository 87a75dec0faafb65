-- Takes monthly figures of projects.
SELECT work.report_progress($1::jsonb, $2::jsonb) AS taken
