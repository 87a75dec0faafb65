-- Demand of the library by industry and year beside what the pools hold (L16: the three-year outlook of energy and coal; the same for every factor).
CREATE VIEW report.demand_outlook WITH (security_invoker = true) AS
WITH asked AS (
  SELECT d.city, d.factor, p.industry, greatest(coalesce(d.year, extract(year FROM p.planned_start)::integer, extract(year FROM core.today())::integer),
      extract(year FROM core.today())::integer) AS year, p.code, d.quantity
  FROM library.demand d
  JOIN library.project p ON (p.city, p.code) = (d.city, d.project)
  WHERE p.stage IN ('planning', 'consultation', 'reserved')),
pool AS (
  SELECT b.city, b.factor, b.vintage::integer AS year, sum(b.available) AS available FROM report.pool_balance b GROUP BY b.city, b.factor, b.vintage)
SELECT a.city, a.factor, f.name AS factor_name, f.unit, a.year, a.industry, count(DISTINCT a.code)::integer AS projects, core.units(sum(a.quantity)::bigint) AS asked,
  CASE WHEN a.industry IS NULL THEN coalesce(max(l.available), 0) END AS available,
  CASE WHEN a.industry IS NULL THEN greatest(core.units(sum(a.quantity)::bigint) - coalesce(max(l.available), 0), 0) END AS gap
FROM asked a
JOIN policy.factor f ON (f.city, f.code) = (a.city, a.factor)
LEFT JOIN pool l ON (l.city, l.factor, l.year) = (a.city, a.factor, a.year)
WHERE a.year < extract(year FROM core.today()) + 3
GROUP BY GROUPING SETS ((a.city, a.factor, f.name, f.unit, f.sort, a.year, a.industry), (a.city, a.factor, f.name, f.unit, f.sort, a.year))
ORDER BY a.city, f.sort, a.year, a.industry NULLS FIRST;
COMMENT ON VIEW report.demand_outlook IS '三年要素需求预测：按要素、年份、行业；行业为空的行是合计，与要素池对照';
COMMENT ON COLUMN report.demand_outlook.city IS '城市代码';
COMMENT ON COLUMN report.demand_outlook.factor IS '要素代码';
COMMENT ON COLUMN report.demand_outlook.factor_name IS '要素';
COMMENT ON COLUMN report.demand_outlook.unit IS '计量单位';
COMMENT ON COLUMN report.demand_outlook.year IS '年份';
COMMENT ON COLUMN report.demand_outlook.industry IS '行业；空为合计';
COMMENT ON COLUMN report.demand_outlook.projects IS '项目数';
COMMENT ON COLUMN report.demand_outlook.asked IS '需求（要素单位）';
COMMENT ON COLUMN report.demand_outlook.available IS '要素池可用（要素单位）';
COMMENT ON COLUMN report.demand_outlook.gap IS '缺口（要素单位）';
