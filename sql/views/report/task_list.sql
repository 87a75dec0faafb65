-- Every task with its deadline and what became of it.
CREATE VIEW report.task_list WITH (security_invoker = true) AS
SELECT t.city, t.task, t.number, m.procedure, p.title AS procedure_title, t.step, s.title AS step_title, m.project, m.region, t.unit, u.name AS unit_name,
  r.name AS role_name, t.state, t.opened_on, t.due, t.done_on, o.title AS outcome, d.name AS done_by,
  CASE WHEN t.state = 'done' THEN greatest(t.done_on - t.due, 0) WHEN t.state = 'open' THEN greatest(core.today() - t.due, 0) END AS overdue_days,
  t.round::integer AS round
FROM work.task t
JOIN work.step s USING (city, procedure, version, step)
LEFT JOIN work.outcome o USING (city, procedure, version, step, outcome)
JOIN work.matter m ON (m.city, m.number) = (t.city, t.number)
-- By the case, whose version its tasks have: by the task the planner tried every case with every procedure.
JOIN work.procedure p ON (p.city, p.procedure, p.version) = (m.city, m.procedure, m.version)
JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
JOIN office.role r ON (r.city, r.code) = (t.city, t.role)
LEFT JOIN office.person d ON (d.city, d.code) = (t.city, t.done_by)
ORDER BY t.city, t.task;
COMMENT ON VIEW report.task_list IS '任务台账：谁、何时到期、何时办理、是否逾期';
COMMENT ON COLUMN report.task_list.city IS '城市代码';
COMMENT ON COLUMN report.task_list.task IS '任务编号';
COMMENT ON COLUMN report.task_list.number IS '事项编号';
COMMENT ON COLUMN report.task_list.procedure IS '程序代码';
COMMENT ON COLUMN report.task_list.procedure_title IS '程序';
COMMENT ON COLUMN report.task_list.step IS '步骤代码';
COMMENT ON COLUMN report.task_list.step_title IS '步骤';
COMMENT ON COLUMN report.task_list.project IS '项目代码';
COMMENT ON COLUMN report.task_list.region IS '县市区代码';
COMMENT ON COLUMN report.task_list.unit IS '办理单位代码';
COMMENT ON COLUMN report.task_list.unit_name IS '办理单位';
COMMENT ON COLUMN report.task_list.role_name IS '角色';
COMMENT ON COLUMN report.task_list.state IS '状态：open 待办，suspended 补正中，done 已办，void 作废';
COMMENT ON COLUMN report.task_list.opened_on IS '开始日';
COMMENT ON COLUMN report.task_list.due IS '期限';
COMMENT ON COLUMN report.task_list.done_on IS '办理日';
COMMENT ON COLUMN report.task_list.outcome IS '结果';
COMMENT ON COLUMN report.task_list.done_by IS '办理人';
COMMENT ON COLUMN report.task_list.overdue_days IS '逾期天数';
COMMENT ON COLUMN report.task_list.round IS '轮次';
