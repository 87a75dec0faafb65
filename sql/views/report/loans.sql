-- Loans with due dates and the overdue list (L17.3).
CREATE VIEW report.loans WITH (security_invoker = true) AS
SELECT l.city, l.loan, l.factor, f.name AS factor_name, f.unit, l.vintage::integer AS vintage, l.lender, a.name AS lender_name, l.borrower,
  b.name AS borrower_name, core.units(l.quantity) AS quantity, core.units(l.outstanding) AS outstanding, l.due,
  l.outstanding > 0 AND l.due < CURRENT_DATE AS is_overdue, greatest(CASE WHEN l.outstanding > 0 THEN CURRENT_DATE - l.due END, 0) AS days_overdue,
  t.business_date AS lent_on, t.document
FROM ledger.loan_state l
JOIN ledger.batch t ON (t.city, t.batch) = (l.city, l.batch)
JOIN policy.region a ON (a.city, a.code) = (l.city, l.lender)
JOIN policy.region b ON (b.city, b.code) = (l.city, l.borrower)
JOIN policy.factor f ON (f.city, f.code) = (l.city, l.factor)
ORDER BY l.city, l.due, l.loan;
COMMENT ON VIEW report.loans IS '临时拆借：未还数量、归还日、是否逾期';
COMMENT ON COLUMN report.loans.city IS '城市代码';
COMMENT ON COLUMN report.loans.loan IS '拆借编号';
COMMENT ON COLUMN report.loans.factor IS '要素代码';
COMMENT ON COLUMN report.loans.factor_name IS '要素名称';
COMMENT ON COLUMN report.loans.unit IS '计量单位';
COMMENT ON COLUMN report.loans.vintage IS '指标年份';
COMMENT ON COLUMN report.loans.lender IS '拆出县市区代码';
COMMENT ON COLUMN report.loans.lender_name IS '拆出县市区';
COMMENT ON COLUMN report.loans.borrower IS '拆入县市区代码';
COMMENT ON COLUMN report.loans.borrower_name IS '拆入县市区';
COMMENT ON COLUMN report.loans.quantity IS '拆借数量（要素单位）';
COMMENT ON COLUMN report.loans.outstanding IS '未还数量（要素单位）';
COMMENT ON COLUMN report.loans.due IS '应还日期';
COMMENT ON COLUMN report.loans.is_overdue IS '是否逾期';
COMMENT ON COLUMN report.loans.days_overdue IS '逾期天数（天）';
COMMENT ON COLUMN report.loans.lent_on IS '拆借日期';
COMMENT ON COLUMN report.loans.document IS '文号';
