-- Opinions of departments (L7, L10–L12): what was said, for which content, whether it holds.
CREATE VIEW report.opinion WITH (security_invoker = true) AS
SELECT t.city, m.project, j.name AS project_name, m.region, m.number, t.round::integer AS round, t.unit, u.name AS unit_name, t.state, o.title AS answer,
  t.form->>'opinion' AS opinion, t.form->>'conditions' AS conditions, t.form->>'public_opinion' AS public_opinion, t.opened_on, t.due, t.done_on, d.content_version, j.content_version AS current_version,
  CASE WHEN t.state IN ('open', 'suspended') AND t.due < core.today() THEN '逾期' WHEN t.state = 'open' THEN '待回复' WHEN t.state = 'suspended' THEN '退回补正'
    WHEN t.state = 'void' THEN '作废' WHEN work.is_withdrawn(t.city, t.task) THEN '已撤回' WHEN d.content_version IS DISTINCT FROM j.content_version THEN '内容已变，作废'
    WHEN t.round < m.round THEN '已重新会商，作废' ELSE '有效' END AS standing,
  left(d.hash, 16) AS hash
FROM work.task t
LEFT JOIN work.outcome o USING (city, procedure, version, step, outcome)
JOIN work.matter m ON (m.city, m.number) = (t.city, t.number)
JOIN library.project j ON (j.city, j.code) = (m.city, m.project)
JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
LEFT JOIN work.document d ON (d.city, d.task) = (t.city, t.task)
WHERE t.procedure = 'consultation' AND t.step = 'opinions'
ORDER BY t.city, m.number, t.task;
COMMENT ON VIEW report.opinion IS '部门意见：结果、条件、所依内容版本、是否有效';
COMMENT ON COLUMN report.opinion.city IS '城市代码';
COMMENT ON COLUMN report.opinion.project IS '项目代码';
COMMENT ON COLUMN report.opinion.project_name IS '项目名称';
COMMENT ON COLUMN report.opinion.region IS '县市区代码';
COMMENT ON COLUMN report.opinion.number IS '事项编号';
COMMENT ON COLUMN report.opinion.round IS '轮次';
COMMENT ON COLUMN report.opinion.unit IS '部门代码';
COMMENT ON COLUMN report.opinion.unit_name IS '部门';
COMMENT ON COLUMN report.opinion.state IS '任务状态';
COMMENT ON COLUMN report.opinion.answer IS '意见：同意、修改后同意、不同意';
COMMENT ON COLUMN report.opinion.opinion IS '意见内容';
COMMENT ON COLUMN report.opinion.conditions IS '附加条件';
COMMENT ON COLUMN report.opinion.public_opinion IS '可公开的意见';
COMMENT ON COLUMN report.opinion.opened_on IS '征求日';
COMMENT ON COLUMN report.opinion.due IS '期限';
COMMENT ON COLUMN report.opinion.done_on IS '答复日';
COMMENT ON COLUMN report.opinion.content_version IS '意见所依的内容版本';
COMMENT ON COLUMN report.opinion.current_version IS '项目现在的内容版本';
COMMENT ON COLUMN report.opinion.standing IS '效力：有效、待回复、退回补正、逾期、作废';
COMMENT ON COLUMN report.opinion.hash IS '冻结文书散列（前 16 位）';
