-- Pools before and after a plan.
CREATE VIEW report.plan_pool WITH (security_invoker = true) AS
SELECT p.city, p.run, p.region, r.name AS region_name, p.factor, f.name AS factor_name, f.unit, p.vintage::integer AS vintage,
  core.units(p.before) AS before, core.units(p.moved_in) AS moved_in, core.units(p.moved_out) AS moved_out, core.units(p.given) AS given,
  core.units(p.after) AS after, round(p.shadow_price::numeric, 6) AS shadow_price
FROM plan.pool p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
JOIN policy.factor f ON (f.city, f.code) = (p.city, p.factor)
ORDER BY p.city, p.run, p.vintage, f.sort, r.sort;
COMMENT ON VIEW report.plan_pool IS '方案前后的要素池：原有、调入调出、配置、剩余、影子价格';
COMMENT ON COLUMN report.plan_pool.city IS '城市代码';
COMMENT ON COLUMN report.plan_pool.run IS '方案编号';
COMMENT ON COLUMN report.plan_pool.region IS '要素池所属县市区代码';
COMMENT ON COLUMN report.plan_pool.region_name IS '要素池所属县市区';
COMMENT ON COLUMN report.plan_pool.factor IS '要素代码';
COMMENT ON COLUMN report.plan_pool.factor_name IS '要素名称';
COMMENT ON COLUMN report.plan_pool.unit IS '计量单位';
COMMENT ON COLUMN report.plan_pool.vintage IS '指标年份';
COMMENT ON COLUMN report.plan_pool.before IS '方案前可配置（要素单位）';
COMMENT ON COLUMN report.plan_pool.moved_in IS '调剂拆借转入（要素单位）';
COMMENT ON COLUMN report.plan_pool.moved_out IS '调剂拆借转出（要素单位）';
COMMENT ON COLUMN report.plan_pool.given IS '配置给项目（要素单位）';
COMMENT ON COLUMN report.plan_pool.after IS '方案后剩余（要素单位）';
COMMENT ON COLUMN report.plan_pool.shadow_price IS '影子价格：再多 1 个单位值多少分';
