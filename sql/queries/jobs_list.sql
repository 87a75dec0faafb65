-- Jobs that the person may see, newest first.
SELECT j.job::text AS job, k.name AS kind, j.title, j.state, j.person::text AS person, to_char(j.asked_at, 'YYYY-MM-DD HH24:MI') AS asked_at,
  round(extract(epoch FROM coalesce(j.ended_at, clock_timestamp()) - j.begun_at), 1)::text AS seconds, j.attempts::text AS attempts, j.fault
FROM jobs.job j JOIN jobs.kind k USING (city, kind) WHERE j.city = $1 ORDER BY j.job DESC LIMIT $2
