-- What happened from one day to another, both included: quota that moved (by business date), projects that came, changed stage or content, plans that
-- were run, adopted, published (by the city's day on which it was recorded). The weekly dispatch sheet (L23) is made of it. Runs with the reader's rights.
CREATE OR REPLACE FUNCTION report.changes(p_city text, first_day date, last_day date)
RETURNS TABLE (day date, kind text, region text, region_name text, project text, project_name text, factor text, factor_name text, amount numeric,
  unit text, what text, document text, actor text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH moved AS (
    SELECT b.business_date, b.batch, b.event, a.region, a.factor, coalesce(f.project, t.project) AS project, sum(e.quantity)::bigint AS quantity,
      b.document, b.actor, coalesce(b.reason, '') AS reason
    FROM ledger.batch b
    JOIN ledger.entry e ON (e.city, e.batch) = (b.city, b.batch)
    JOIN ledger.account f ON (f.city, f.account) = (e.city, e.from_account)
    JOIN ledger.account t ON (t.city, t.account) = (e.city, e.to_account)
    CROSS JOIN LATERAL (SELECT CASE WHEN t.kind IN ('outside', 'yearly_plan') THEN f.region ELSE t.region END AS region, t.factor AS factor) a
    WHERE b.city = p_city AND b.business_date BETWEEN first_day AND last_day
    GROUP BY b.business_date, b.batch, b.event, a.region, a.factor, coalesce(f.project, t.project), b.document, b.actor, b.reason
  ), changed AS (
    SELECT (h.changed_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day, h.*
    FROM library.project_history h WHERE h.city = p_city
      AND h.changed_at >= first_day::timestamp AT TIME ZONE 'Asia/Shanghai' AND h.changed_at < (last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
  ), runs AS (
    SELECT (m.at AT TIME ZONE 'Asia/Shanghai')::date AS on_day, m.kind, r.run, r.title, r.decision_document, m.actor
    FROM plan.run r CROSS JOIN LATERAL (VALUES ('plan_run', r.created_at, r.created_by), ('plan_adopted', r.adopted_at, r.adopted_by),
      ('plan_published', r.published_at, r.published_by)) AS m (kind, at, actor)
    WHERE r.city = p_city AND m.at IS NOT NULL
  ), everything AS (
    SELECT m.business_date AS on_day, m.event AS kind, m.region, m.project, m.factor, m.quantity, m.reason AS what, m.document, m.actor,
      m.batch AS place FROM moved m
    UNION ALL
    SELECT (p.created_at AT TIME ZONE 'Asia/Shanghai')::date, 'project_new', p.region, p.code, NULL, NULL, p.stage, NULL, p.created_by, 0
      FROM library.project p WHERE p.city = p_city AND p.created_at >= first_day::timestamp AT TIME ZONE 'Asia/Shanghai'
        AND p.created_at < (last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    UNION ALL
    SELECT c.on_day, CASE WHEN c.became ? 'stage' THEN 'project_stage' ELSE 'project_changed' END, p.region, p.code, NULL, NULL,
      CASE WHEN c.became ? 'stage' THEN concat(c.was->>'stage', ' → ', c.became->>'stage')
        ELSE (SELECT string_agg(k, ', ' ORDER BY k) FROM jsonb_object_keys(c.became) k) END, c.reason, c.actor, c.change
      FROM changed c JOIN library.project p ON (p.city, p.code) = (c.city, c.project)
    UNION ALL
    SELECT r.on_day, r.kind, p_city, NULL, NULL, NULL, concat(r.run, ' ', r.title), r.decision_document, r.actor, r.run FROM runs r
      WHERE r.on_day BETWEEN first_day AND last_day
  )
  SELECT e.on_day, e.kind, e.region, g.name, e.project, j.name, e.factor, f.name, core.units(e.quantity), f.unit, e.what, e.document, e.actor
  FROM everything e
  LEFT JOIN policy.region g ON (g.city, g.code) = (p_city, e.region)
  LEFT JOIN library.project j ON (j.city, j.code) = (p_city, e.project)
  LEFT JOIN policy.factor f ON (f.city, f.code) = (p_city, e.factor)
  ORDER BY e.on_day, e.kind, e.place, g.sort, e.project, f.sort
$$;
GRANT EXECUTE ON FUNCTION report.changes TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION report.changes IS '某日至某日的全部变动：指标出入、项目入库与阶段变化、方案运行采纳公布（一周一调度的底稿）';
