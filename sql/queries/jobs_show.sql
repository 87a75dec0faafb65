-- One job as it stands.
SELECT job::text AS job, kind::text AS kind, title, state, person::text AS person, to_char(asked_at, 'YYYY-MM-DD HH24:MI:SS') AS asked_at,
  attempts::text AS attempts, progress::text AS progress, payload::text AS payload, result::text AS result, fault, is_cancel_asked::text AS is_cancel_asked
FROM jobs.job WHERE city = $1 AND job = $2
