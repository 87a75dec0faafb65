-- Everything that happened in a case, with who and why.
SELECT e.day::text, e.verb, coalesce(e.detail->>'title', e.detail->>'effect', e.detail->>'step', '') AS what, coalesce(p.name, '系统') AS person,
  f.name AS on_behalf_of, e.reason, e.document
FROM work.event e
LEFT JOIN office.person p ON (p.city, p.code) = (e.city, e.person)
LEFT JOIN office.person f ON (f.city, f.code) = (e.city, e.person_for)
WHERE e.city = $1 AND e.number = $2 ORDER BY e.event
