-- Parameters of the policy version in force on a day.
SELECT p.version, p.key, p.factor, p.industry, p.region, p.value
FROM policy.parameter p
JOIN policy.version v ON (v.city, v.code) = (p.city, p.version)
WHERE p.city = $1 AND v.during @> $2::date
ORDER BY p.key, p.factor, p.industry, p.region
