-- The form that was frozen when a task was answered.
SELECT document FROM work.document WHERE city = $1 AND task = $2 ORDER BY document DESC LIMIT 1
