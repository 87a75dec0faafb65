-- Grades of enterprises with what they rest on (B3.4).
CREATE VIEW report.enterprise_grade WITH (security_invoker = true) AS
SELECT g.city, g.year::integer AS year, g.place, g.name AS enterprise, g.credit_code, g.region, r.name AS region_name, g.industry, g.grade,
  round(g.points / 100.0, 2) AS points, (g.detail #>> '{tax_by_land,0}')::numeric AS tax_by_land, (g.detail #>> '{added_by_land,0}')::numeric AS added_by_land,
  (g.detail #>> '{revenue_by_land,0}')::numeric AS revenue_by_land, (g.detail #>> '{added_by_energy,0}')::numeric AS added_by_energy,
  (g.detail #>> '{added_by_emissions,0}')::numeric AS added_by_emissions, (g.detail #>> '{added_by_worker,0}')::numeric AS added_by_worker,
  (g.detail #>> '{research_by_revenue,0}')::numeric AS research_by_revenue, g.policy_version
FROM library.enterprise_grade g
JOIN policy.region r ON (r.city, r.code) = (g.city, g.region)
ORDER BY g.city, g.year DESC, g.place, g.name;
COMMENT ON VIEW report.enterprise_grade IS '企业亩均效益评价：等次、得分、指标';
COMMENT ON COLUMN report.enterprise_grade.city IS '城市代码';
COMMENT ON COLUMN report.enterprise_grade.year IS '年份';
COMMENT ON COLUMN report.enterprise_grade.place IS '位次';
COMMENT ON COLUMN report.enterprise_grade.enterprise IS '企业';
COMMENT ON COLUMN report.enterprise_grade.credit_code IS '统一社会信用代码';
COMMENT ON COLUMN report.enterprise_grade.region IS '县市区代码';
COMMENT ON COLUMN report.enterprise_grade.region_name IS '县市区';
COMMENT ON COLUMN report.enterprise_grade.industry IS '行业';
COMMENT ON COLUMN report.enterprise_grade.grade IS '等次：A、B、C、D';
COMMENT ON COLUMN report.enterprise_grade.points IS '得分；100 为本行业平均';
COMMENT ON COLUMN report.enterprise_grade.tax_by_land IS '亩均税收（万元/亩）';
COMMENT ON COLUMN report.enterprise_grade.added_by_land IS '亩均增加值（万元/亩）';
COMMENT ON COLUMN report.enterprise_grade.revenue_by_land IS '亩均营业收入（万元/亩）';
COMMENT ON COLUMN report.enterprise_grade.added_by_energy IS '单位能耗增加值（万元/吨标准煤）';
COMMENT ON COLUMN report.enterprise_grade.added_by_emissions IS '单位排放增加值（万元/吨）';
COMMENT ON COLUMN report.enterprise_grade.added_by_worker IS '全员劳动生产率（万元/人）';
COMMENT ON COLUMN report.enterprise_grade.research_by_revenue IS '研发投入占营业收入';
COMMENT ON COLUMN report.enterprise_grade.policy_version IS '评价所依政策版本';
