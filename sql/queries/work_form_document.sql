-- A frozen form with its definition.
SELECT d.document::text, d.form, d.content::text, d.hash, d.day::text, d.number::text AS "case", m.title, m.project, coalesce(u.name, s.name) AS unit, w.name AS person,
  p.content::text AS procedure, d.content_version::text AS version, o.title AS outcome,
  -- Units, people and factors are printed by name; what is frozen keeps their codes.
  (SELECT jsonb_object_agg(f->>'field', CASE f->>'kind'
      WHEN 'factors' THEN (SELECT string_agg(format('%s %s %s', coalesce(CASE WHEN $3 THEN x.name_en ELSE x.name END, q.key), q.value,
          CASE WHEN $3 THEN x.unit_en ELSE x.unit END), CASE WHEN $3 THEN '; ' ELSE '；' END ORDER BY x.sort)
        FROM jsonb_each_text(nullif(d.content->'form'->(f->>'field'), 'null')) q LEFT JOIN policy.factor x ON (x.city, x.code) = (d.city, q.key))
      WHEN 'unit' THEN (SELECT x.name FROM office.unit x WHERE x.city = d.city AND d.content->'form'->>(f->>'field') IN (x.code, x.name) LIMIT 1)
      ELSE (SELECT string_agg(coalesce(x.name, c), '、') FROM work.people_of(d.content->'form'->>(f->>'field')) c LEFT JOIN office.person x ON (x.city, x.code) = (d.city, c)) END)
    FROM jsonb_array_elements(p.content->'forms') g, jsonb_array_elements(g->'fields') f
    WHERE g->>'form' = d.form AND f->>'kind' IN ('unit', 'people', 'factors'))::text AS names
FROM work.document d
JOIN work.matter m ON (m.city, m.number) = (d.city, d.number)
JOIN work.procedure p ON (p.city, p.procedure, p.version) = (m.city, m.procedure, m.version)
JOIN office.unit s ON (s.city, s.code) = (m.city, m.unit)
LEFT JOIN work.task t ON (t.city, t.task) = (d.city, d.task)
LEFT JOIN work.outcome o ON (o.city, o.procedure, o.version, o.step, o.outcome) = (t.city, t.procedure, t.version, t.step, t.outcome)
LEFT JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
LEFT JOIN office.person w ON (w.city, w.code) = (t.city, t.done_by)
WHERE d.city = $1 AND d.document = $2
