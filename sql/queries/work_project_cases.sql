-- What happened in the cases of a project, in order: its life.
SELECT e.day::text, e.number::text AS "case", p.title AS procedure, coalesce(e.detail->>'title',
    CASE e.verb WHEN 'start' THEN '发起' WHEN 'content_changed' THEN '内容变更，重新会商' ELSE work.verb_name(e.verb) END, e.verb) AS what, coalesce(o.name, '系统') AS person, e.reason, e.document
FROM work.matter m
JOIN work.procedure p USING (city, procedure, version)
JOIN work.event e ON (e.city, e.number) = (m.city, m.number) AND e.verb IN ('start', 'act', 'close', 'back', 'withdraw', 'content_changed', 'correct', 'resume', 'left')
LEFT JOIN office.person o ON (o.city, o.code) = (e.city, e.person)
WHERE m.city = $1 AND m.project = $2 ORDER BY e.day, e.event
