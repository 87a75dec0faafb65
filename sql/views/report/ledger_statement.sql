-- Entries and exits as they happened (L15.2): one row an account's change, with the running balance and the paper behind it.
CREATE VIEW report.ledger_statement WITH (security_invoker = true) AS
SELECT a.city, b.batch, e.seq, b.business_date, b.recorded_at, b.event, a.kind AS account_kind, a.region, r.name AS region_name, a.factor,
  f.name AS factor_name, f.unit, a.vintage::integer AS vintage, a.project,
  core.units(CASE WHEN e.to_account = a.account THEN e.quantity::bigint END) AS entry,
  core.units(CASE WHEN e.from_account = a.account THEN e.quantity::bigint END) AS exit,
  core.units(CASE WHEN e.to_account = a.account THEN e.to_balance ELSE e.from_balance END::bigint) AS balance,
  e.lot, l.source, b.document, b.reason, b.actor, b.decided_by, b.decided_on, b.article, b.policy_version
FROM ledger.entry e
JOIN ledger.batch b ON (b.city, b.batch) = (e.city, e.batch)
JOIN ledger.account a ON a.city = e.city AND a.account IN (e.from_account, e.to_account) AND a.kind <> 'outside'
JOIN ledger.lot l ON (l.city, l.lot) = (e.city, e.lot)
JOIN policy.region r ON (r.city, r.code) = (a.city, a.region)
JOIN policy.factor f ON (f.city, f.code) = (a.city, a.factor)
ORDER BY e.city, e.batch, e.seq;
COMMENT ON VIEW report.ledger_statement IS '出入库流水：每个账户的每次变动一行，附变动后余额';
COMMENT ON COLUMN report.ledger_statement.city IS '城市代码';
COMMENT ON COLUMN report.ledger_statement.batch IS '批号';
COMMENT ON COLUMN report.ledger_statement.seq IS '批内序号';
COMMENT ON COLUMN report.ledger_statement.business_date IS '业务日期';
COMMENT ON COLUMN report.ledger_statement.recorded_at IS '记录时间';
COMMENT ON COLUMN report.ledger_statement.event IS '业务：deposit 入库，advance 预支，settle 预支核销，transfer 有偿调剂，lend 拆借，give_back 归还，reserve 预留，grant 核发，use 核销，release 释放，reclaim 收回，expire 年末处理，correct 更正，open 期初';
COMMENT ON COLUMN report.ledger_statement.account_kind IS '账户：yearly_plan 年度计划，pool 要素池，reserved 预留，granted 核发，used 核销，expired 失效';
COMMENT ON COLUMN report.ledger_statement.region IS '要素池所属县市区代码';
COMMENT ON COLUMN report.ledger_statement.region_name IS '要素池所属县市区';
COMMENT ON COLUMN report.ledger_statement.factor IS '要素代码';
COMMENT ON COLUMN report.ledger_statement.factor_name IS '要素名称';
COMMENT ON COLUMN report.ledger_statement.unit IS '计量单位';
COMMENT ON COLUMN report.ledger_statement.vintage IS '指标年份';
COMMENT ON COLUMN report.ledger_statement.project IS '项目代码';
COMMENT ON COLUMN report.ledger_statement.entry IS '入（要素单位）';
COMMENT ON COLUMN report.ledger_statement.exit IS '出（要素单位）';
COMMENT ON COLUMN report.ledger_statement.balance IS '变动后余额（要素单位）';
COMMENT ON COLUMN report.ledger_statement.lot IS '指标批次';
COMMENT ON COLUMN report.ledger_statement.source IS '指标来源';
COMMENT ON COLUMN report.ledger_statement.document IS '文号';
COMMENT ON COLUMN report.ledger_statement.reason IS '事由';
COMMENT ON COLUMN report.ledger_statement.actor IS '经办人（记录）';
COMMENT ON COLUMN report.ledger_statement.decided_by IS '决定人';
COMMENT ON COLUMN report.ledger_statement.decided_on IS '决定日期';
COMMENT ON COLUMN report.ledger_statement.article IS '依据条款';
COMMENT ON COLUMN report.ledger_statement.policy_version IS '业务日期有效的政策版本';
