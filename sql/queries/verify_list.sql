-- Verifications, newest first.
SELECT job::text AS job, to_char(asked_at, 'YYYY-MM-DD HH24:MI') AS asked_at, person::text AS person, state,
  CASE WHEN state = 'done' THEN (result->>'holds') END AS holds
FROM jobs.job WHERE city = $1 AND kind = 'verification' ORDER BY jobs.job.job DESC LIMIT $2
