-- Satisfaction and fairness by county.
CREATE VIEW report.county_satisfaction WITH (security_invoker = true) AS
SELECT c.city, c.run, c.region, r.name AS region_name, count(*) AS projects, count(c.served_in) AS served,
  round(100.0 * count(c.served_in) / count(*), 2) AS served_percent,
  core.units(sum(c.investment)::bigint) AS investment, core.units(coalesce(sum(c.investment) FILTER (WHERE c.served_in IS NOT NULL), 0)::bigint)
    AS investment_served,
  round(CASE WHEN sum(c.investment) = 0 THEN 0 ELSE 100.0 * coalesce(sum(c.investment) FILTER (WHERE c.served_in IS NOT NULL), 0)
    / sum(c.investment) END, 2) AS investment_percent
FROM plan.candidate c
JOIN policy.region r ON (r.city, r.code) = (c.city, c.region)
GROUP BY c.city, c.run, c.region, r.name, r.sort
ORDER BY c.city, c.run, r.sort;
COMMENT ON VIEW report.county_satisfaction IS '县市区保障率：项目数、投资、各要素满足情况';
COMMENT ON COLUMN report.county_satisfaction.city IS '城市代码';
COMMENT ON COLUMN report.county_satisfaction.run IS '方案编号';
COMMENT ON COLUMN report.county_satisfaction.region IS '县市区代码';
COMMENT ON COLUMN report.county_satisfaction.region_name IS '县市区名称';
COMMENT ON COLUMN report.county_satisfaction.projects IS '参与配置的项目数（个）';
COMMENT ON COLUMN report.county_satisfaction.served IS '获得保障的项目数（个）';
COMMENT ON COLUMN report.county_satisfaction.served_percent IS '项目保障率（%）';
COMMENT ON COLUMN report.county_satisfaction.investment IS '参与配置项目的总投资（万元）';
COMMENT ON COLUMN report.county_satisfaction.investment_served IS '获得保障项目的总投资（万元）';
COMMENT ON COLUMN report.county_satisfaction.investment_percent IS '投资保障率（%）';
