-- What each award hangs on: the day until which it must be used, and where the project stands (L20, L22).
CREATE VIEW report.award_condition WITH (security_invoker = true) AS
SELECT p.city, p.code AS project, p.name AS project_name, p.region, f.name AS factor_name, f.unit, b.vintage::integer AS vintage,
  core.units((b.reserved + b.granted)::bigint) AS unused, core.units(b.used::bigint) AS used, g.since, coalesce(p.planned_start, g.since + 365) + 365 AS use_by,
  greatest(core.today() - coalesce(p.planned_start, g.since), 0) AS days_past_start, k.day AS started_on,
  CASE WHEN k.day IS NOT NULL OR b.reserved + b.granted = 0 THEN '已开工' WHEN core.today() > coalesce(p.planned_start, g.since + 365) + 730 THEN '逾两年：可无偿收回'
    WHEN core.today() > coalesce(p.planned_start, g.since + 365) + 365 THEN '逾一年：闲置费' WHEN core.today() > coalesce(p.planned_start, g.since + 365) THEN '应开工未开工'
    ELSE '期限内' END AS standing
FROM ledger.project_balance b
JOIN library.project p ON (p.city, p.code) = (b.city, b.project)
JOIN policy.factor f ON (f.city, f.code) = (b.city, b.factor)
LEFT JOIN LATERAL (SELECT min(x.business_date) AS since FROM ledger.batch x JOIN ledger.entry e ON (e.city, e.batch) = (x.city, x.batch)
  JOIN ledger.account a ON (a.city, a.account) = (e.city, e.to_account) WHERE (a.city, a.project, a.factor, a.vintage) = (b.city, b.project, b.factor, b.vintage)) g ON true
LEFT JOIN LATERAL (SELECT day FROM work.milestone m WHERE (m.city, m.project, m.kind) = (p.city, p.code, 'start') ORDER BY m.milestone DESC LIMIT 1) k ON true
ORDER BY p.city, p.code, f.sort;
COMMENT ON VIEW report.award_condition IS '配置条件：使用期限、开工约定、现状';
COMMENT ON COLUMN report.award_condition.city IS '城市代码';
COMMENT ON COLUMN report.award_condition.project IS '项目代码';
COMMENT ON COLUMN report.award_condition.project_name IS '项目名称';
COMMENT ON COLUMN report.award_condition.region IS '县市区代码';
COMMENT ON COLUMN report.award_condition.factor_name IS '要素';
COMMENT ON COLUMN report.award_condition.unit IS '计量单位';
COMMENT ON COLUMN report.award_condition.vintage IS '指标年份';
COMMENT ON COLUMN report.award_condition.unused IS '未使用（要素单位）';
COMMENT ON COLUMN report.award_condition.used IS '已使用（要素单位）';
COMMENT ON COLUMN report.award_condition.since IS '取得日';
COMMENT ON COLUMN report.award_condition.use_by IS '使用期限';
COMMENT ON COLUMN report.award_condition.days_past_start IS '超过约定开工天数';
COMMENT ON COLUMN report.award_condition.started_on IS '实际开工日';
COMMENT ON COLUMN report.award_condition.standing IS '现状及规则：期限内、应开工未开工、逾一年闲置费、逾两年可收回';
