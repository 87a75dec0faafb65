-- People with their units and roles.
SELECT p.code, p.name, u.code AS unit, u.name AS unit_name, string_agg(r.name, '、' ORDER BY r.name) AS roles, access.masked('phone', p.phone) AS phone, a.delegate AS delegate
FROM office.person p
JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
LEFT JOIN office.post t ON (t.city, t.person) = (p.city, p.code)
LEFT JOIN office.role r ON (r.city, r.code) = (t.city, t.role)
LEFT JOIN office.absence a ON (a.city, a.person) = (p.city, p.code) AND a.during @> core.today()
WHERE p.city = $1 AND p.is_active AND ($2::text IS NULL OR p.unit = $2)
  AND ($3::text IS NULL OR EXISTS (SELECT FROM office.post x WHERE (x.city, x.person, x.role) = (p.city, p.code, $3)))
GROUP BY p.city, p.code, p.name, u.code, u.name, u.sort, p.phone, a.delegate
ORDER BY u.sort, p.name, p.code
