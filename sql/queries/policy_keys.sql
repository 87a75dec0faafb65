-- Parameter keys with their kinds.
SELECT DISTINCT ON (key) key, kind FROM policy.parameter WHERE city = $1 ORDER BY key, kind
