-- Idle land rules (闲置土地处置办法 2, 14): not begun for a year, a fee; for two, taken back; begun and stopped for a year, idle where less than a third of the
-- area is begun (as the last inspection measured it: a case's fields built_area and land_area) or less than a quarter is invested, of all years.
CREATE VIEW report.idle WITH (security_invoker = true) AS
SELECT m.city, m.project, m.project_name, m.region, m.region_name, m.planned_start, m.stale_days, m.start_delay_months, core.units(d.invested::bigint) AS invested,
  core.units(m.investment::bigint) AS investment, round(100 * i.built_area / nullif(i.land_area, 0), 1) AS built_percent, d.finding,
  CASE WHEN m.start_delay_months >= 12 AND m.start_delay_months < 24 THEN 20.0 END AS fee_percent, '闲置土地处置办法' AS basis
FROM (SELECT l.*, p.investment, p.done_investment FROM work.light_measure l JOIN library.project p ON (p.city, p.code) = (l.city, l.project)) m
-- Each month's figure counts from January: a project's whole is the last of each year.
LEFT JOIN LATERAL (SELECT sum(y.invested) AS invested FROM (SELECT DISTINCT ON (extract(year FROM w.month)) w.invested::bigint AS invested FROM work.progress w
  WHERE (w.city, w.project) = (m.city, m.project) AND w.month <= core.today() ORDER BY extract(year FROM w.month), w.month DESC) y) t ON true
-- Any procedure may have fields of these names; what isn't a number there is no measurement.
LEFT JOIN LATERAL (SELECT (c.data->>'built_area')::numeric AS built_area, (c.data->>'land_area')::numeric AS land_area FROM work.matter c
  WHERE (c.city, c.project) = (m.city, m.project) AND CASE WHEN c.data->>'built_area' ~ '^[0-9]{1,12}([.][0-9]{1,4})?$'
    THEN c.data->>'land_area' ~ '^[0-9]{1,12}([.][0-9]{1,4})?$' ELSE false END ORDER BY c.number DESC LIMIT 1) i ON true
CROSS JOIN LATERAL (SELECT greatest(t.invested, m.done_investment) AS invested) n
CROSS JOIN LATERAL (SELECT n.invested, CASE WHEN m.start_delay_months >= 24 THEN '满两年未动工：无偿收回' WHEN m.start_delay_months >= 12 THEN '满一年未动工：缴闲置费'
    WHEN m.stale_days >= 365 AND i.built_area * 3 < i.land_area THEN '动工面积不足三分之一且停工满一年：闲置'
    WHEN m.stale_days >= 365 AND n.invested * 4 < m.investment THEN '投资不足四分之一且停工满一年：闲置' END AS finding) d
WHERE d.finding IS NOT NULL
ORDER BY m.city, m.start_delay_months DESC NULLS LAST, m.project;
COMMENT ON VIEW report.idle IS '闲置认定：规则、依据、应缴闲置费比例';
COMMENT ON COLUMN report.idle.city IS '城市代码';
COMMENT ON COLUMN report.idle.project IS '项目代码';
COMMENT ON COLUMN report.idle.project_name IS '项目名称';
COMMENT ON COLUMN report.idle.region IS '县市区代码';
COMMENT ON COLUMN report.idle.region_name IS '县市区';
COMMENT ON COLUMN report.idle.planned_start IS '约定开工日';
COMMENT ON COLUMN report.idle.stale_days IS '无进展天数';
COMMENT ON COLUMN report.idle.start_delay_months IS '应开工未开工月数';
COMMENT ON COLUMN report.idle.invested IS '历年累计完成投资（万元）';
COMMENT ON COLUMN report.idle.investment IS '总投资（万元）';
COMMENT ON COLUMN report.idle.built_percent IS '已动工面积占比（%）：最近一次巡查实测，未巡查为空';
COMMENT ON COLUMN report.idle.finding IS '认定';
COMMENT ON COLUMN report.idle.fee_percent IS '闲置费占地价款（%）';
COMMENT ON COLUMN report.idle.basis IS '依据';
