-- Cases with where they stand and who has them.
CREATE VIEW report.case_list WITH (security_invoker = true) AS
SELECT m.city, m.number, m.procedure, p.title AS procedure_title, m.title, m.project, m.region, r.name AS region_name, u.name AS starter, m.status,
  coalesce(s.title, CASE WHEN m.status = 'closed' THEN '终止' END) AS result, m.round::integer AS round, m.opened_on, m.closed_on, coalesce(m.closed_on, core.today()) - m.opened_on AS days,
  (SELECT string_agg(DISTINCT x.title || '：' || o.name, '、') FROM work.task t JOIN work.step x USING (city, procedure, version, step)
    JOIN office.unit o ON (o.city, o.code) = (t.city, t.unit) WHERE (t.city, t.number) = (m.city, m.number) AND t.state IN ('open', 'suspended')) AS waiting,
  (SELECT min(t.due) FROM work.task t WHERE (t.city, t.number) = (m.city, m.number) AND t.state = 'open') AS due
FROM work.matter m
JOIN work.procedure p USING (city, procedure, version)
JOIN policy.region r ON (r.city, r.code) = (m.city, m.region)
JOIN office.unit u ON (u.city, u.code) = (m.city, m.unit)
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
ORDER BY m.city, m.number;
COMMENT ON VIEW report.case_list IS '事项：程序、对象、进度、现在由谁办理';
COMMENT ON COLUMN report.case_list.city IS '城市代码';
COMMENT ON COLUMN report.case_list.number IS '事项编号';
COMMENT ON COLUMN report.case_list.procedure IS '程序代码';
COMMENT ON COLUMN report.case_list.procedure_title IS '程序';
COMMENT ON COLUMN report.case_list.title IS '名称';
COMMENT ON COLUMN report.case_list.project IS '项目代码';
COMMENT ON COLUMN report.case_list.region IS '县市区代码';
COMMENT ON COLUMN report.case_list.region_name IS '县市区';
COMMENT ON COLUMN report.case_list.starter IS '发起单位';
COMMENT ON COLUMN report.case_list.status IS '状态：open 办理中，suspended 中止，closed 办结';
COMMENT ON COLUMN report.case_list.result IS '结果';
COMMENT ON COLUMN report.case_list.round IS '轮次';
COMMENT ON COLUMN report.case_list.opened_on IS '发起日';
COMMENT ON COLUMN report.case_list.closed_on IS '办结日';
COMMENT ON COLUMN report.case_list.days IS '历时（天）';
COMMENT ON COLUMN report.case_list.waiting IS '现由谁办理';
COMMENT ON COLUMN report.case_list.due IS '最近的期限';
