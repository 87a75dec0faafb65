-- Tasks that wait for a person, in the own name or for people who are away; the first due first.
SELECT t.task::text, t.number::text AS "case", s.title AS step, m.title, t.due::text,
  CASE WHEN t.state = 'suspended' THEN '补正中' WHEN t.due < coalesce($3::date, core.today()) THEN '逾期 ' || (coalesce($3::date, core.today()) - t.due) || ' 天'
    WHEN t.due IS NULL THEN '' ELSE '剩 ' || work.working_days(t.city, coalesce($3::date, core.today()), t.due) || ' 个工作日' END AS state,
  string_agg(o.outcome, ' | ' ORDER BY o.place) AS answers, nullif(h.name, $2) AS on_behalf_of
FROM work.task t
JOIN work.step s USING (city, procedure, version, step)
LEFT JOIN work.outcome o USING (city, procedure, version, step)
JOIN work.matter m ON (m.city, m.number) = (t.city, t.number) AND m.status = 'open'
CROSS JOIN LATERAL (SELECT p.person AS name FROM office.post p WHERE (p.city, p.unit, p.role) = (t.city, t.unit, t.role)
    AND (t.person IS NULL OR t.person = p.person)
    AND (p.person = $2 OR EXISTS (SELECT FROM office.absence a WHERE (a.city, a.person, a.delegate) = (p.city, p.person, $2)
      AND a.during @> coalesce($3::date, core.today())))
  UNION SELECT $2 WHERE t.person = $2 ORDER BY 1 LIMIT 1) h
WHERE t.city = $1 AND t.state IN ('open', 'suspended')
GROUP BY t.city, t.task, t.number, s.title, m.title, t.due, t.state, h.name
ORDER BY t.due NULLS LAST, t.task
