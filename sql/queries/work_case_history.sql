-- Everything that happened in a case, with who and why.
SELECT e.day::text, e.verb, coalesce(e.detail->>'title', e.detail->>'effect', s.title, e.detail->>'step', '') AS what, coalesce(p.name, '系统') AS person,
  f.name AS on_behalf_of, e.reason, e.document
FROM work.event e
JOIN work.matter m ON (m.city, m.number) = (e.city, e.number)
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, e.detail->>'step')
LEFT JOIN office.person p ON (p.city, p.code) = (e.city, e.person)
LEFT JOIN office.person f ON (f.city, f.code) = (e.city, e.person_for)
WHERE e.city = $1 AND e.number = $2 ORDER BY e.event
