-- Loans with what is still out.
CREATE VIEW ledger.loan_state WITH (security_invoker = true) AS
SELECT l.city, l.loan, l.batch, l.factor, l.vintage, l.lender, l.borrower, l.quantity::bigint AS quantity, l.due,
  l.quantity - coalesce((SELECT sum(r.quantity) FROM ledger.loan_return r WHERE (r.city, r.loan) = (l.city, l.loan)), 0)::bigint AS outstanding
FROM ledger.loan l;
GRANT SELECT ON ledger.loan_state TO yaosu_app, yaosu_report;
COMMENT ON VIEW ledger.loan_state IS '临时拆借及未还数量（万分之一单位的整数）';
