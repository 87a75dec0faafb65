-- L20.2: dates that were given to those left out are promises. For each adopted run: how many of its dates have passed, and how many were kept.
-- An answer that was due is kept by a later adopted run that decides on the project by that day; quota of a later year by one that serves it.
CREATE VIEW report.dates_kept WITH (security_invoker = true) AS
SELECT g.city, g.run, g.adopted_on, g.basis, count(*)::integer AS given, count(*) FILTER (WHERE g.is_kept)::integer AS kept,
  count(*) FILTER (WHERE NOT g.is_kept AND g.due < g.today)::integer AS missed,
  count(*) FILTER (WHERE NOT g.is_kept AND g.due >= g.today)::integer AS open,
  round(100.0 * count(*) FILTER (WHERE g.is_kept) / nullif(count(*) FILTER (WHERE g.is_kept OR g.due < g.today), 0), 1) AS kept_percent
FROM (
  SELECT r.city, r.run, (r.adopted_at AT TIME ZONE 'Asia/Shanghai')::date AS adopted_on, u.due,
    (now() AT TIME ZONE 'Asia/Shanghai')::date AS today,
    CASE u.due_basis WHEN 'nextVintage' THEN '以后年度指标' ELSE '答复期限' END AS basis,
    EXISTS (SELECT FROM plan.run l JOIN plan.candidate c ON (c.city, c.run, c.project) = (l.city, l.run, u.project)
      WHERE l.city = r.city AND l.adopted_at > r.adopted_at AND (l.adopted_at AT TIME ZONE 'Asia/Shanghai')::date <= u.due
        AND (u.due_basis = 'decisionDue' OR c.served_in IS NOT NULL)) AS is_kept
  FROM plan.run r JOIN plan.unmet u ON (u.city, u.run) = (r.city, r.run)
  WHERE r.adopted_at IS NOT NULL AND u.due IS NOT NULL
) g
GROUP BY g.city, g.run, g.adopted_on, g.basis
ORDER BY g.city, g.run, g.basis;
COMMENT ON VIEW report.dates_kept IS '给未保障项目的期限兑现情况：每个已采纳方案、每种期限一行';
COMMENT ON COLUMN report.dates_kept.city IS '城市代码';
COMMENT ON COLUMN report.dates_kept.run IS '方案编号';
COMMENT ON COLUMN report.dates_kept.adopted_on IS '采纳日';
COMMENT ON COLUMN report.dates_kept.basis IS '期限依据：答复期限，或以后年度指标';
COMMENT ON COLUMN report.dates_kept.given IS '给出的期限（个）';
COMMENT ON COLUMN report.dates_kept.kept IS '已兑现（个）';
COMMENT ON COLUMN report.dates_kept.missed IS '逾期未兑现（个）';
COMMENT ON COLUMN report.dates_kept.open IS '未到期（个）';
COMMENT ON COLUMN report.dates_kept.kept_percent IS '兑现率：已兑现占已兑现与逾期之和（%）';
