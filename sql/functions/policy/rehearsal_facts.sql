-- What policy makes of the books and the library of some months, one row a subject. Asked before and after policy.rehearse, the rows that differ are
-- what the change would have done. Kinds:
--   share    the city's part of a pool's deposits                     class     classes of a project (L2)
--   light    colour of a project's traffic light                      advance   what was advanced beyond the cap
--   loan     days of a loan beyond the longest                        reclaim   the day on which a reclaim would have begun
--   late     whether a task was done in its term
-- p_rules: {idle_days: days of standstill after which a reclaim begins, terms: [{procedure, step, amount, unit}]: steps whose tasks are looked at}.
-- Suspensions and extensions that a task had are kept.
CREATE OR REPLACE FUNCTION policy.rehearsal_facts(p_city text, p_from date, p_to date, p_rules jsonb)
RETURNS TABLE (kind text, subject text, name text, region text, value text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'share', concat_ws('.', l.region, l.factor, l.vintage), f.name, r.name,
    core.units(sum((policy.split(p_city, l.factor, l.region, l.quantity::bigint, b.business_date)).city_part)::bigint)::text, f.unit
  FROM ledger.lot l
  JOIN ledger.batch b ON (b.city, b.batch) = (l.city, l.batch)
  JOIN policy.factor f ON (f.city, f.code) = (l.city, l.factor)
  JOIN policy.region r ON (r.city, r.code) = (l.city, l.region)
  WHERE l.city = p_city AND l.city_part IS NOT NULL AND b.business_date BETWEEN p_from AND p_to
  GROUP BY l.region, l.factor, l.vintage, f.name, f.unit, r.name
  UNION ALL
  SELECT 'class', j.project, p.name, r.name, array_to_string(j.classes, '、'), NULL
  FROM library.judgement j
  JOIN library.project p ON (p.city, p.code) = (j.city, j.project)
  JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
  WHERE j.city = p_city AND p.stage <> 'out'
  UNION ALL
  SELECT 'light', t.project, t.project_name, t.region_name, t.colour, t.reason FROM report.traffic_light t WHERE t.city = p_city AND t.is_chosen
  UNION ALL
  SELECT 'advance', concat_ws('.', a.region, a.factor, a.vintage), a.factor_name, a.region_name,
    greatest(a.advanced - trunc(a.expected_plan * c.parts[1] / c.parts[2], 4), 0)::text, a.unit
  FROM report.advances a
  CROSS JOIN LATERAL (SELECT policy.fraction(coalesce(policy.parameter_at(p_city, 'advance_cap', a.factor, NULL, a.region, p_to), '0')) AS parts) c
  WHERE a.city = p_city AND a.expected_plan IS NOT NULL AND extract(year FROM p_to) >= a.vintage
  UNION ALL
  SELECT 'loan', l.loan::text, f.name, r.name,
    greatest(l.due - b.business_date - coalesce(policy.parameter_at(p_city, 'loan_max_days', l.factor, NULL, NULL, b.business_date), '365')::integer, 0)::text, l.due::text
  FROM ledger.loan l
  JOIN ledger.batch b ON (b.city, b.batch) = (l.city, l.batch)
  JOIN policy.factor f ON (f.city, f.code) = (l.city, l.factor)
  JOIN policy.region r ON (r.city, r.code) = (l.city, l.lender)
  WHERE l.city = p_city AND b.business_date BETWEEN p_from AND p_to
  UNION ALL
  SELECT 'reclaim', s.project, p.name, r.name, min(s.day + (p_rules->>'idle_days')::integer)::text, NULL
  FROM policy.standstill(p_city, p_to) s
  JOIN library.project p ON (p.city, p.code) = (p_city, s.project)
  JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
  WHERE s.day + (p_rules->>'idle_days')::integer BETWEEN p_from AND least(p_to, s.next_day - 1)
  GROUP BY s.project, p.name, r.name
  UNION ALL
  SELECT 'late', t.task::text, concat_ws(' · ', m.title, s.title), coalesce(r.name, ''), CASE WHEN coalesce(t.done_on, p_to) > d.due THEN 'late' ELSE 'on_time' END,
    format('%s → %s', d.due, coalesce(t.done_on::text, '…'))
  FROM jsonb_to_recordset(p_rules->'terms') AS x(procedure text, step text, amount integer, unit text)
  JOIN work.task t ON (t.city, t.procedure, t.step) = (p_city, x.procedure, x.step) AND t.opened_on BETWEEN p_from AND p_to AND t.state <> 'void' AND t.due IS NOT NULL
  JOIN work.matter m ON (m.city, m.number) = (t.city, t.number)
  JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (t.city, t.procedure, t.version, t.step)
  LEFT JOIN policy.region r ON (r.city, r.code) = (m.city, m.region)
  CROSS JOIN LATERAL (SELECT work.due(p_city, t.opened_on, jsonb_build_object('amount', x.amount, 'unit', x.unit))
    + (t.due - coalesce(work.due(p_city, t.opened_on, s.content->'due'), t.due)) AS due) d
  ORDER BY 1, 2
$$;
GRANT EXECUTE ON FUNCTION policy.rehearsal_facts TO yaosu_app;
COMMENT ON FUNCTION policy.rehearsal_facts IS '政策预演：账本、项目库和办理记录按当前参数得出的结果';
