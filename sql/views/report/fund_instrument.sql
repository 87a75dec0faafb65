-- L19: the catalogue of fund policies and instruments with their rules, and what their pools have this year.
CREATE VIEW report.fund_instrument WITH (security_invoker = true) AS
SELECT f.city, v.code AS policy_version, f.code AS factor, f.name AS factor_name,
  max(p.value) FILTER (WHERE p.key = 'fund.cost') AS yearly_cost, max(p.value) FILTER (WHERE p.key = 'fund.cap') AS share_cap,
  max(p.value) FILTER (WHERE p.key = 'fund.least') AS least, max(p.value) FILTER (WHERE p.key = 'fund.classes') AS classes,
  max(p.value) FILTER (WHERE p.key = 'fund.group') AS exclusive_group, string_agg(DISTINCT p.source, '；') AS source,
  bool_or(p.is_general_knowledge) AS is_assumption
FROM policy.factor f JOIN policy.version v ON v.city = f.city
LEFT JOIN policy.parameter p ON (p.city, p.version, p.factor) = (f.city, v.code, f.code) AND p.key LIKE 'fund.%'
WHERE f.category = 'fund'
GROUP BY f.city, v.code, f.code, f.name, f.sort
ORDER BY f.city, v.code, f.sort;
COMMENT ON VIEW report.fund_instrument IS '资金政策和金融工具目录：每个政策版本每种工具一行及其规则（第十九条）';
COMMENT ON COLUMN report.fund_instrument.city IS '城市代码';
COMMENT ON COLUMN report.fund_instrument.policy_version IS '政策版本';
COMMENT ON COLUMN report.fund_instrument.factor IS '工具代码';
COMMENT ON COLUMN report.fund_instrument.factor_name IS '工具名称';
COMMENT ON COLUMN report.fund_instrument.yearly_cost IS '年成本（占资金的比例）';
COMMENT ON COLUMN report.fund_instrument.share_cap IS '占项目总投资的上限（比例）';
COMMENT ON COLUMN report.fund_instrument.least IS '单个项目起点金额（万元）';
COMMENT ON COLUMN report.fund_instrument.classes IS '适用的项目类别（第二条）；空为全部';
COMMENT ON COLUMN report.fund_instrument.exclusive_group IS '同组工具一个项目只能用一种';
COMMENT ON COLUMN report.fund_instrument.source IS '规则来源';
COMMENT ON COLUMN report.fund_instrument.is_assumption IS '含待市级确认的设定';
