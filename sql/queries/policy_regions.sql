-- Regions with their codes and other names.
SELECT r.code, r.name, r.name_en, r.kind, coalesce(string_agg(a.alias, ' ' ORDER BY a.alias), '') AS aliases
FROM policy.region r
LEFT JOIN policy.region_alias a ON (a.city, a.region) = (r.city, r.code)
WHERE r.city = $1
GROUP BY r.code, r.name, r.name_en, r.kind, r.sort
ORDER BY r.sort
