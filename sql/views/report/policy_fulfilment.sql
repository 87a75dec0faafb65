-- Policies fulfilled (J5).
CREATE VIEW report.policy_fulfilment WITH (security_invoker = true) AS
SELECT m.city, m.number, m.project, p.name AS project_name, m.region, m.data->>'policy' AS policy, (m.data->>'amount')::numeric AS asked,
  (m.data->>'granted_amount')::numeric AS granted, m.data->>'document' AS document, m.data->>'execution' AS execution, m.status, s.title AS result, m.opened_on, m.closed_on
FROM work.matter m
JOIN library.project p ON (p.city, p.code) = (m.city, m.project)
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
WHERE m.procedure = 'policy-fulfilment'
ORDER BY m.city, m.number;
COMMENT ON VIEW report.policy_fulfilment IS '政策兑现：申请、金额、进度';
COMMENT ON COLUMN report.policy_fulfilment.city IS '城市代码';
COMMENT ON COLUMN report.policy_fulfilment.number IS '事项编号';
COMMENT ON COLUMN report.policy_fulfilment.project IS '项目代码';
COMMENT ON COLUMN report.policy_fulfilment.project_name IS '项目名称';
COMMENT ON COLUMN report.policy_fulfilment.region IS '县市区代码';
COMMENT ON COLUMN report.policy_fulfilment.policy IS '政策';
COMMENT ON COLUMN report.policy_fulfilment.asked IS '申请金额（万元）';
COMMENT ON COLUMN report.policy_fulfilment.granted IS '兑现金额（万元）';
COMMENT ON COLUMN report.policy_fulfilment.document IS '决议文号';
COMMENT ON COLUMN report.policy_fulfilment.execution IS '执行情况';
COMMENT ON COLUMN report.policy_fulfilment.status IS '状态';
COMMENT ON COLUMN report.policy_fulfilment.result IS '结果';
COMMENT ON COLUMN report.policy_fulfilment.opened_on IS '申请日';
COMMENT ON COLUMN report.policy_fulfilment.closed_on IS '办结日';
