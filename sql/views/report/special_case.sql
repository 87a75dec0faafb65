-- Special cases (P4): where each of the five steps stands.
CREATE VIEW report.special_case WITH (security_invoker = true) AS
SELECT m.city, m.number, m.project, p.name AS project_name, m.region, m.data->>'source' AS source, m.data->>'difficulty' AS difficulty,
  CASE WHEN m.status = 'closed' THEN s.title ELSE (SELECT string_agg(DISTINCT x.title, '、') FROM work.task t JOIN work.step x USING (city, procedure, version, step)
    WHERE (t.city, t.number) = (m.city, m.number) AND t.state = 'open') END AS standing,
  (SELECT count(*)::integer FROM work.task t WHERE (t.city, t.number, t.step, t.outcome) = (m.city, m.number, 'study', 'include')) AS agree,
  (SELECT count(*)::integer FROM work.task t WHERE (t.city, t.number, t.step, t.outcome) = (m.city, m.number, 'study', 'exclude')) AS disagree,
  m.data->>'decision' AS decision, m.data->>'refusal' AS refusal, (m.data->>'told_on')::date AS told_on, m.opened_on, m.closed_on
FROM work.matter m
JOIN library.project p ON (p.city, p.code) = (m.city, m.project)
LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
WHERE m.procedure = 'special-case'
ORDER BY m.city, m.number;
COMMENT ON VIEW report.special_case IS '专事专议：五个环节的进度和结果';
COMMENT ON COLUMN report.special_case.city IS '城市代码';
COMMENT ON COLUMN report.special_case.number IS '事项编号';
COMMENT ON COLUMN report.special_case.project IS '项目代码';
COMMENT ON COLUMN report.special_case.project_name IS '项目名称';
COMMENT ON COLUMN report.special_case.region IS '县市区代码';
COMMENT ON COLUMN report.special_case.source IS '项目来源';
COMMENT ON COLUMN report.special_case.difficulty IS '重点难点问题';
COMMENT ON COLUMN report.special_case.standing IS '现在的环节或结果';
COMMENT ON COLUMN report.special_case.agree IS '同意纳入的部门数';
COMMENT ON COLUMN report.special_case.disagree IS '不同意纳入的部门数';
COMMENT ON COLUMN report.special_case.decision IS '审议结果';
COMMENT ON COLUMN report.special_case.refusal IS '未纳入理由';
COMMENT ON COLUMN report.special_case.told_on IS '告知企业日期';
COMMENT ON COLUMN report.special_case.opened_on IS '申报日';
COMMENT ON COLUMN report.special_case.closed_on IS '办结日';
