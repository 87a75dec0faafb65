-- Policy versions with their days.
SELECT code, document, lower(during)::text AS first_day, (upper(during) - 1)::text AS last_day, source
FROM policy.version WHERE city = $1 ORDER BY lower(during)
