-- Problems with responsible unit, people, measures, reports (J6, L24).
CREATE VIEW report.problem WITH (security_invoker = true) AS
SELECT m.city, m.number, m.project, j.name AS project_name, m.region, r.name AS region_name, m.data->>'problem' AS problem, m.data->>'level' AS level,
  coalesce(u.name, m.data->>'unit') AS unit_name, m.data->>'head' AS head, m.data->>'in_charge' AS in_charge, m.data->>'contact' AS contact,
  m.data->>'measures' AS measures, m.data->>'progress' AS latest_report, m.opened_on, m.closed_on, s.title AS result,
  count(t.task) FILTER (WHERE t.step = 'report' AND t.state = 'done')::integer AS reports,
  count(t.task) FILTER (WHERE t.step = 'report' AND t.done_on > t.due)::integer AS late_reports,
  coalesce(bool_or(t.step = 'report' AND t.state = 'open' AND t.due < core.today()), false) AS report_missing,
  max(t.due) FILTER (WHERE t.state = 'open') AS next_due, (m.data->>'quality')::integer AS quality, d.deadline, coalesce(m.closed_on, core.today()) > d.deadline AS is_late
FROM work.matter m
JOIN library.project j ON (j.city, j.code) = (m.city, m.project)
JOIN policy.region r ON (r.city, r.code) = (m.city, m.region)
LEFT JOIN office.unit u ON (u.city, u.code) = (m.city, m.data->>'unit')
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
CROSS JOIN LATERAL (SELECT CASE WHEN core.is_day(m.data->>'deadline') THEN (m.data->>'deadline')::date END AS deadline) d
LEFT JOIN work.task t ON (t.city, t.number) = (m.city, m.number)
WHERE m.procedure = 'problem'
GROUP BY m.city, m.number, j.name, r.name, u.name, s.title, d.deadline
ORDER BY m.city, m.number;
COMMENT ON VIEW report.problem IS '问题清单：层级、承办单位、责任人、措施、报告情况';
COMMENT ON COLUMN report.problem.city IS '城市代码';
COMMENT ON COLUMN report.problem.number IS '事项编号';
COMMENT ON COLUMN report.problem.project IS '项目代码';
COMMENT ON COLUMN report.problem.project_name IS '项目名称';
COMMENT ON COLUMN report.problem.region IS '县市区代码';
COMMENT ON COLUMN report.problem.region_name IS '县市区';
COMMENT ON COLUMN report.problem.problem IS '问题';
COMMENT ON COLUMN report.problem.level IS '层级';
COMMENT ON COLUMN report.problem.unit_name IS '承办单位';
COMMENT ON COLUMN report.problem.head IS '第一责任人';
COMMENT ON COLUMN report.problem.in_charge IS '具体负责人';
COMMENT ON COLUMN report.problem.contact IS '联系人';
COMMENT ON COLUMN report.problem.measures IS '措施';
COMMENT ON COLUMN report.problem.latest_report IS '最近报告';
COMMENT ON COLUMN report.problem.opened_on IS '登记日';
COMMENT ON COLUMN report.problem.closed_on IS '销号日';
COMMENT ON COLUMN report.problem.result IS '结果';
COMMENT ON COLUMN report.problem.reports IS '已报告次数';
COMMENT ON COLUMN report.problem.late_reports IS '迟报次数';
COMMENT ON COLUMN report.problem.report_missing IS '本期报告逾期未报';
COMMENT ON COLUMN report.problem.next_due IS '下次期限';
COMMENT ON COLUMN report.problem.quality IS '核实质量（分）';
COMMENT ON COLUMN report.problem.deadline IS '办结期限：交办时写明';
COMMENT ON COLUMN report.problem.is_late IS '超过办结期限';
