-- Absences that have not ended, with who stands in.
SELECT a.person::text AS person, p.name, a.delegate::text AS delegate, d.name AS delegate_name, lower(a.during)::text AS first_day,
  (upper(a.during) - 1)::text AS last_day, a.reason
FROM office.absence a
JOIN office.person p ON (p.city, p.code) = (a.city, a.person)
JOIN office.person d ON (d.city, d.code) = (a.city, a.delegate)
WHERE a.city = $1 AND upper(a.during) > core.today()
ORDER BY a.during, a.person
