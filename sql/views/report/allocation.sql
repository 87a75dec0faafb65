-- Awards of adopted runs, with the pool that gives (L20.1, L20.3).
CREATE VIEW report.allocation WITH (security_invoker = true) AS
SELECT r.city, r.run, r.adopted_at, r.published_at IS NOT NULL AS is_published, c.project, p.name AS project_name,
  c.region AS project_region, pr.name AS project_region_name, c.tier + 1 AS place, l.factor, f.name AS factor_name, f.unit,
  l.region AS pool_region, lr.name AS pool_region_name, l.vintage::integer AS vintage, core.units(l.quantity) AS quantity
FROM plan.run r
JOIN plan.candidate c ON (c.city, c.run) = (r.city, r.run) AND c.served_in = r.vintage
JOIN plan.award_line l ON (l.city, l.run, l.project) = (c.city, c.run, c.project)
JOIN library.project p ON (p.city, p.code) = (c.city, c.project)
JOIN policy.region pr ON (pr.city, pr.code) = (c.city, c.region)
JOIN policy.region lr ON (lr.city, lr.code) = (l.city, l.region)
JOIN policy.factor f ON (f.city, f.code) = (l.city, l.factor)
WHERE r.adopted_at IS NOT NULL
ORDER BY r.city, r.run, c.tier, c.project, f.sort, l.region;
COMMENT ON VIEW report.allocation IS '已采纳方案的配置明细：项目 × 要素 × 来源池';
COMMENT ON COLUMN report.allocation.city IS '城市代码';
COMMENT ON COLUMN report.allocation.run IS '方案编号';
COMMENT ON COLUMN report.allocation.adopted_at IS '采纳时间';
COMMENT ON COLUMN report.allocation.is_published IS '是否已公布';
COMMENT ON COLUMN report.allocation.project IS '项目代码';
COMMENT ON COLUMN report.allocation.project_name IS '项目名称';
COMMENT ON COLUMN report.allocation.project_region IS '项目所在县市区代码';
COMMENT ON COLUMN report.allocation.project_region_name IS '项目所在县市区';
COMMENT ON COLUMN report.allocation.place IS '保障顺序，1 最先';
COMMENT ON COLUMN report.allocation.factor IS '要素代码';
COMMENT ON COLUMN report.allocation.factor_name IS '要素名称';
COMMENT ON COLUMN report.allocation.unit IS '计量单位';
COMMENT ON COLUMN report.allocation.pool_region IS '来源池所属县市区代码';
COMMENT ON COLUMN report.allocation.pool_region_name IS '来源池所属县市区';
COMMENT ON COLUMN report.allocation.vintage IS '指标年份';
COMMENT ON COLUMN report.allocation.quantity IS '配置数量（要素单位）';
