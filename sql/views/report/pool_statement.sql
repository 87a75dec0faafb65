-- A pool's account as people read it: one row a business event, with the paper and the balance after it.
CREATE VIEW report.pool_statement WITH (security_invoker = true) AS
SELECT s.city, s.region, s.region_name, s.factor, s.factor_name, s.unit, s.vintage, s.batch, s.business_date, s.event,
  coalesce(sum(s.entry), 0) AS entry, coalesce(sum(s.exit), 0) AS exit, (array_agg(s.balance ORDER BY s.seq DESC))[1] AS balance,
  s.document, s.reason, s.actor, s.decided_by, s.decided_on
FROM report.ledger_statement s
WHERE s.account_kind = 'pool'
GROUP BY s.city, s.region, s.region_name, s.factor, s.factor_name, s.unit, s.vintage, s.batch, s.business_date, s.event, s.document, s.reason,
  s.actor, s.decided_by, s.decided_on
ORDER BY s.city, s.vintage, s.factor, s.region, s.batch;
COMMENT ON VIEW report.pool_statement IS '要素池对账单：每笔业务一行，附文号和业务后余额';
COMMENT ON COLUMN report.pool_statement.city IS '城市代码';
COMMENT ON COLUMN report.pool_statement.region IS '县市区代码';
COMMENT ON COLUMN report.pool_statement.region_name IS '县市区';
COMMENT ON COLUMN report.pool_statement.factor IS '要素代码';
COMMENT ON COLUMN report.pool_statement.factor_name IS '要素名称';
COMMENT ON COLUMN report.pool_statement.unit IS '计量单位';
COMMENT ON COLUMN report.pool_statement.vintage IS '指标年份';
COMMENT ON COLUMN report.pool_statement.batch IS '批号';
COMMENT ON COLUMN report.pool_statement.business_date IS '业务日期';
COMMENT ON COLUMN report.pool_statement.event IS '业务（同 ledger_statement）';
COMMENT ON COLUMN report.pool_statement.entry IS '入（要素单位）';
COMMENT ON COLUMN report.pool_statement.exit IS '出（要素单位）';
COMMENT ON COLUMN report.pool_statement.balance IS '业务后余额（要素单位）';
COMMENT ON COLUMN report.pool_statement.document IS '文号';
COMMENT ON COLUMN report.pool_statement.reason IS '事由';
COMMENT ON COLUMN report.pool_statement.actor IS '经办人（记录）';
COMMENT ON COLUMN report.pool_statement.decided_by IS '决定人';
COMMENT ON COLUMN report.pool_statement.decided_on IS '决定日期';
