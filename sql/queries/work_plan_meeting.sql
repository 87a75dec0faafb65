-- Plans a meeting.
SELECT work.plan_meeting($1::jsonb, $2::jsonb, $3::jsonb) AS meeting
