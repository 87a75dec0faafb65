-- The latest verification that was carried out before this job.
SELECT job, result::text AS result FROM jobs.job WHERE city = $1 AND kind = 'verification' AND state = 'done' AND job < $2 ORDER BY job DESC LIMIT 1
