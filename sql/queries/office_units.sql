-- Units of the city.
SELECT u.code, u.name, u.kind, r.name AS region, array_to_string(u.factors, ' ') AS factors, count(p.code)::text AS people
FROM office.unit u JOIN policy.region r ON (r.city, r.code) = (u.city, u.region)
LEFT JOIN office.person p ON (p.city, p.unit) = (u.city, u.code) AND p.is_active
WHERE u.city = $1 GROUP BY u.city, u.code, u.name, u.kind, r.name, u.factors, u.sort ORDER BY u.sort, u.code
