-- What is overdue now (L10, L24).
CREATE VIEW report.overdue WITH (security_invoker = true) AS
SELECT t.city, t.unit, t.unit_name, t.procedure_title, t.step_title, t.number, t.project, j.name AS project_name, t.region, t.due, t.overdue_days, t.task
FROM report.task_list t
LEFT JOIN library.project j ON (j.city, j.code) = (t.city, t.project)
WHERE t.state = 'open' AND t.overdue_days > 0
ORDER BY t.city, t.overdue_days DESC, t.task;
COMMENT ON VIEW report.overdue IS '逾期未办：单位、事项、逾期天数';
COMMENT ON COLUMN report.overdue.city IS '城市代码';
COMMENT ON COLUMN report.overdue.unit IS '单位代码';
COMMENT ON COLUMN report.overdue.unit_name IS '单位';
COMMENT ON COLUMN report.overdue.procedure_title IS '程序';
COMMENT ON COLUMN report.overdue.step_title IS '步骤';
COMMENT ON COLUMN report.overdue.number IS '事项编号';
COMMENT ON COLUMN report.overdue.project IS '项目代码';
COMMENT ON COLUMN report.overdue.project_name IS '项目名称';
COMMENT ON COLUMN report.overdue.region IS '县市区代码';
COMMENT ON COLUMN report.overdue.due IS '期限';
COMMENT ON COLUMN report.overdue.overdue_days IS '逾期天数';
COMMENT ON COLUMN report.overdue.task IS '任务编号';
