-- Advances before the yearly plan, and what is owed after settlement (L17.1).
CREATE VIEW report.advances WITH (security_invoker = true) AS
SELECT a.city, a.region, r.name AS region_name, a.factor, f.name AS factor_name, f.unit, a.vintage::integer AS vintage,
  core.units(-a.balance::bigint) AS advanced, core.units(-a.floor::bigint) AS cap,
  core.units((SELECT e.quantity::bigint FROM ledger.expected_plan e WHERE (e.city, e.region, e.factor, e.vintage) = (a.city, a.region, a.factor,
    a.vintage) ORDER BY e.batch DESC LIMIT 1)) AS expected_plan
FROM ledger.account a
JOIN policy.region r ON (r.city, r.code) = (a.city, a.region)
JOIN policy.factor f ON (f.city, f.code) = (a.city, a.factor)
WHERE a.kind = 'yearly_plan'
ORDER BY a.city, a.vintage, f.sort, r.sort;
COMMENT ON VIEW report.advances IS '预支：已预支、上限、尚欠';
COMMENT ON COLUMN report.advances.city IS '城市代码';
COMMENT ON COLUMN report.advances.region IS '县市区代码';
COMMENT ON COLUMN report.advances.region_name IS '县市区名称';
COMMENT ON COLUMN report.advances.factor IS '要素代码';
COMMENT ON COLUMN report.advances.factor_name IS '要素名称';
COMMENT ON COLUMN report.advances.unit IS '计量单位';
COMMENT ON COLUMN report.advances.vintage IS '指标年份';
COMMENT ON COLUMN report.advances.advanced IS '已预支未核销（要素单位）；计划下达核销后仍大于 0 的为应退还';
COMMENT ON COLUMN report.advances.cap IS '预支上限（要素单位）';
COMMENT ON COLUMN report.advances.expected_plan IS '预计年度计划（要素单位）';
