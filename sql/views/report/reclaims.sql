-- What was taken back, why, on which decision, and the compensation (L20.5, L29, P11).
CREATE VIEW report.reclaims WITH (security_invoker = true) AS
SELECT b.city, b.batch, b.business_date, a.project, p.name AS project_name, a.region AS pool_region, r.name AS pool_region_name, a.factor,
  f.name AS factor_name, f.unit, a.vintage::integer AS vintage, core.units(sum(e.quantity)::bigint) AS quantity, b.request->'context'->>'cause' AS cause,
  b.reason, b.document, b.decided_by, b.decided_on, core.units((b.request->'context'->>'compensation')::bigint) AS compensation, b.actor
FROM ledger.batch b
JOIN ledger.entry e ON (e.city, e.batch) = (b.city, b.batch)
JOIN ledger.account a ON (a.city, a.account) = (e.city, e.from_account)
JOIN library.project p ON (p.city, p.code) = (a.city, a.project)
JOIN policy.region r ON (r.city, r.code) = (a.city, a.region)
JOIN policy.factor f ON (f.city, f.code) = (a.city, a.factor)
WHERE b.event = 'reclaim'
GROUP BY b.city, b.batch, b.business_date, a.project, p.name, a.region, r.name, a.factor, f.name, f.unit, f.sort, a.vintage, b.request, b.reason,
  b.document, b.decided_by, b.decided_on, b.actor
ORDER BY b.city, b.batch, f.sort;
COMMENT ON VIEW report.reclaims IS '收回：项目、数量、原因、依据、补偿';
COMMENT ON COLUMN report.reclaims.city IS '城市代码';
COMMENT ON COLUMN report.reclaims.batch IS '批号';
COMMENT ON COLUMN report.reclaims.business_date IS '业务日期';
COMMENT ON COLUMN report.reclaims.project IS '项目代码';
COMMENT ON COLUMN report.reclaims.project_name IS '项目名称';
COMMENT ON COLUMN report.reclaims.pool_region IS '退回的要素池县市区代码';
COMMENT ON COLUMN report.reclaims.pool_region_name IS '退回的要素池';
COMMENT ON COLUMN report.reclaims.factor IS '要素代码';
COMMENT ON COLUMN report.reclaims.factor_name IS '要素名称';
COMMENT ON COLUMN report.reclaims.unit IS '计量单位';
COMMENT ON COLUMN report.reclaims.vintage IS '指标年份';
COMMENT ON COLUMN report.reclaims.quantity IS '收回数量（要素单位）';
COMMENT ON COLUMN report.reclaims.cause IS '原因：given_up 不再实施，false_information 虚假信息，stalled 停滞，other 其他';
COMMENT ON COLUMN report.reclaims.reason IS '事由';
COMMENT ON COLUMN report.reclaims.document IS '决定文号';
COMMENT ON COLUMN report.reclaims.decided_by IS '决定人';
COMMENT ON COLUMN report.reclaims.decided_on IS '决定日期';
COMMENT ON COLUMN report.reclaims.compensation IS '整批补偿金额（万元）';
COMMENT ON COLUMN report.reclaims.actor IS '经办人';
