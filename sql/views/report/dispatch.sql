-- The weekly dispatch sheet (一周一调度): projects that need a push, with why, who and by when.
CREATE VIEW report.dispatch WITH (security_invoker = true) AS
SELECT l.city, l.region, l.region_name, l.project, l.project_name, l.stage, l.colour, l.reason, s.officer, o.overdue, q.problems, n.next_due, n.next_step
FROM report.traffic_light l
LEFT JOIN report.service s ON (s.city, s.project) = (l.city, l.project)
LEFT JOIN LATERAL (SELECT string_agg(x.unit_name || '：' || x.step_title || '（逾期 ' || x.overdue_days || ' 天）', '；' ORDER BY x.overdue_days DESC) AS overdue
  FROM report.overdue x WHERE (x.city, x.project) = (l.city, l.project)) o ON true
LEFT JOIN LATERAL (SELECT string_agg(x.problem || '（' || x.unit_name || '）', '；' ORDER BY x.number) AS problems FROM report.problem x
  WHERE (x.city, x.project) = (l.city, l.project) AND x.closed_on IS NULL) q ON true
LEFT JOIN LATERAL (SELECT x.due AS next_due, x.step_title AS next_step FROM report.task_list x
  WHERE (x.city, x.project) = (l.city, l.project) AND x.state = 'open' AND x.due >= core.today() ORDER BY x.due LIMIT 1) n ON true
WHERE l.is_chosen AND (l.colour <> 'green' OR o.overdue IS NOT NULL OR q.problems IS NOT NULL OR n.next_due <= core.today() + 7)
ORDER BY l.city, l.region, array_position(ARRAY['red', 'yellow', 'green'], l.colour), l.project;
COMMENT ON VIEW report.dispatch IS '周调度单：亮灯、逾期、问题、本周到期';
COMMENT ON COLUMN report.dispatch.city IS '城市代码';
COMMENT ON COLUMN report.dispatch.region IS '县市区代码';
COMMENT ON COLUMN report.dispatch.region_name IS '县市区';
COMMENT ON COLUMN report.dispatch.project IS '项目代码';
COMMENT ON COLUMN report.dispatch.project_name IS '项目名称';
COMMENT ON COLUMN report.dispatch.stage IS '阶段';
COMMENT ON COLUMN report.dispatch.colour IS '灯';
COMMENT ON COLUMN report.dispatch.reason IS '亮灯理由';
COMMENT ON COLUMN report.dispatch.officer IS '服务专员';
COMMENT ON COLUMN report.dispatch.overdue IS '逾期事项';
COMMENT ON COLUMN report.dispatch.problems IS '未解决问题';
COMMENT ON COLUMN report.dispatch.next_due IS '最近期限';
COMMENT ON COLUMN report.dispatch.next_step IS '最近步骤';
