-- What each project holds, by the pool that it came from (L15.2, L20.4).
CREATE VIEW report.project_holding WITH (security_invoker = true) AS
SELECT b.city, b.project, p.name AS project_name, p.region AS project_region, b.factor, f.name AS factor_name, f.unit,
  b.region AS pool_region, r.name AS pool_region_name, b.vintage::integer AS vintage, core.units(b.reserved) AS reserved,
  core.units(b.granted) AS granted, core.units(b.used) AS used
FROM ledger.project_balance b
JOIN library.project p ON (p.city, p.code) = (b.city, b.project)
JOIN policy.region r ON (r.city, r.code) = (b.city, b.region)
JOIN policy.factor f ON (f.city, f.code) = (b.city, b.factor)
ORDER BY b.project, f.sort, r.sort, b.vintage;
COMMENT ON VIEW report.project_holding IS '项目持有的要素指标：来源池、预留、核发、核销';
COMMENT ON COLUMN report.project_holding.city IS '城市代码';
COMMENT ON COLUMN report.project_holding.project IS '项目代码';
COMMENT ON COLUMN report.project_holding.project_name IS '项目名称';
COMMENT ON COLUMN report.project_holding.project_region IS '项目所在县市区代码';
COMMENT ON COLUMN report.project_holding.factor IS '要素代码';
COMMENT ON COLUMN report.project_holding.factor_name IS '要素名称';
COMMENT ON COLUMN report.project_holding.unit IS '计量单位';
COMMENT ON COLUMN report.project_holding.pool_region IS '来源池所属县市区代码';
COMMENT ON COLUMN report.project_holding.pool_region_name IS '来源池所属县市区';
COMMENT ON COLUMN report.project_holding.vintage IS '指标年份';
COMMENT ON COLUMN report.project_holding.reserved IS '预留（要素单位）';
COMMENT ON COLUMN report.project_holding.granted IS '已核发未核销（要素单位）';
COMMENT ON COLUMN report.project_holding.used IS '已核销（要素单位）';
