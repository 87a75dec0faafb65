-- Idle land rules (闲置土地): a year fee, two years taken back, a third of area or a quarter of investment.
CREATE VIEW report.idle WITH (security_invoker = true) AS
SELECT m.city, m.project, m.project_name, m.region, m.region_name, m.planned_start, m.stale_days, m.start_delay_months, core.units(p.done_investment::bigint) AS invested,
  core.units(p.investment::bigint) AS investment, CASE WHEN m.start_delay_months >= 24 THEN '满两年未动工：无偿收回' WHEN m.start_delay_months >= 12 THEN '满一年未动工：缴闲置费'
    WHEN m.stale_days >= 365 AND p.done_investment < p.investment / 4 THEN '投资不足四分之一且停工满一年：闲置' END AS finding,
  CASE WHEN m.start_delay_months >= 12 AND m.start_delay_months < 24 THEN 20.0 END AS fee_percent, '闲置土地处置办法' AS basis
FROM work.light_measure m
JOIN library.project p ON (p.city, p.code) = (m.city, m.project)
WHERE m.start_delay_months >= 12 OR m.stale_days >= 365 AND p.done_investment < p.investment / 4
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
COMMENT ON COLUMN report.idle.invested IS '年内完成投资（万元）';
COMMENT ON COLUMN report.idle.investment IS '总投资（万元）';
COMMENT ON COLUMN report.idle.finding IS '认定';
COMMENT ON COLUMN report.idle.fee_percent IS '闲置费占地价款（%）';
COMMENT ON COLUMN report.idle.basis IS '依据';
