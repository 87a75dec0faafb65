-- Live balances of all pools (L15.2): one definition, which every page and report reads.
CREATE VIEW report.pool_balance WITH (security_invoker = true) AS
SELECT b.city, b.region, r.name AS region_name, b.factor, f.name AS factor_name, f.unit, b.vintage::integer AS vintage,
  core.units(b.balance) AS balance, core.units(b.available) AS available, core.units(b.reserved) AS reserved,
  core.units(b.granted) AS granted, core.units(b.used) AS used, b.frozen
FROM ledger.pool_balance b
JOIN policy.region r ON (r.city, r.code) = (b.city, b.region)
JOIN policy.factor f ON (f.city, f.code) = (b.city, b.factor)
ORDER BY b.vintage, f.sort, r.sort;
COMMENT ON VIEW report.pool_balance IS '要素池余额：每个县市区（含市级统筹）、每种要素、每个指标年份一行';
COMMENT ON COLUMN report.pool_balance.city IS '城市代码';
COMMENT ON COLUMN report.pool_balance.region IS '县市区代码；与城市代码相同的是市级统筹池';
COMMENT ON COLUMN report.pool_balance.region_name IS '县市区名称';
COMMENT ON COLUMN report.pool_balance.factor IS '要素代码';
COMMENT ON COLUMN report.pool_balance.factor_name IS '要素名称';
COMMENT ON COLUMN report.pool_balance.unit IS '计量单位，本行各数量均按此单位';
COMMENT ON COLUMN report.pool_balance.vintage IS '指标年份';
COMMENT ON COLUMN report.pool_balance.balance IS '池内余额（要素单位）';
COMMENT ON COLUMN report.pool_balance.available IS '可配置数量（要素单位）；冻结时为 0';
COMMENT ON COLUMN report.pool_balance.reserved IS '由本池预留、尚未核发（要素单位）';
COMMENT ON COLUMN report.pool_balance.granted IS '由本池核发、尚未核销（要素单位）';
COMMENT ON COLUMN report.pool_balance.used IS '由本池核发且已核销（要素单位）';
COMMENT ON COLUMN report.pool_balance.frozen IS '是否冻结';
