-- Red, yellow, green by each set of rules, with the reason (L23).
CREATE VIEW report.traffic_light WITH (security_invoker = true) AS
-- Once a region: asked for each project it took longer than everything else.
WITH chosen AS MATERIALIZED (SELECT r.city, r.code AS region, coalesce(policy.parameter_at(r.city, 'light_rules', NULL, NULL, r.code, core.today()), 'yinchuan') AS rules
  FROM policy.region r)
SELECT m.city, m.project, m.project_name, m.region, m.region_name, m.stage, l.rules, l.colour, l.text || CASE l.measure
    WHEN 'lag' THEN format('（完成 %s%%，序时 %s%%）', m.done_percent, m.schedule_percent) WHEN 'done_share' THEN format('（完成 %s%%，序时 %s%%）', m.done_percent, m.schedule_percent)
    WHEN 'start_delay' THEN format('（应开工 %s）', m.planned_start) WHEN 'stale' THEN format('（%s 天无进展）', m.stale_days) ELSE '' END AS reason,
  m.schedule_percent, m.done_percent, m.start_delay_months, m.stale_days, l.source,
  l.rules = h.rules AS is_chosen
FROM work.light_measure m
JOIN chosen h ON (h.city, h.region) = (m.city, m.region)
CROSS JOIN LATERAL (SELECT DISTINCT rules FROM policy.light x WHERE x.city = m.city) s
CROSS JOIN LATERAL (SELECT x.* FROM policy.light x
  CROSS JOIN LATERAL (SELECT CASE x.measure WHEN 'lag' THEN m.schedule_percent - m.done_percent
    WHEN 'done_share' THEN 100 * m.done_percent / nullif(m.schedule_percent, 0) WHEN 'start_delay' THEN m.start_delay_months
    WHEN 'stale' THEN m.stale_days ELSE 0 END AS value) v
  WHERE x.city = m.city AND x.rules = s.rules AND v.value IS NOT NULL AND (x.at_least IS NULL OR v.value >= x.at_least) AND (x.below IS NULL OR v.value < x.below)
  ORDER BY x.place LIMIT 1) l
ORDER BY m.city, l.rules, array_position(ARRAY['red', 'yellow', 'green'], l.colour), m.region, m.project;
COMMENT ON VIEW report.traffic_light IS '红黄绿灯：规则集、颜色、理由；is_chosen 为本市采用的规则';
COMMENT ON COLUMN report.traffic_light.city IS '城市代码';
COMMENT ON COLUMN report.traffic_light.project IS '项目代码';
COMMENT ON COLUMN report.traffic_light.project_name IS '项目名称';
COMMENT ON COLUMN report.traffic_light.region IS '县市区代码';
COMMENT ON COLUMN report.traffic_light.region_name IS '县市区';
COMMENT ON COLUMN report.traffic_light.stage IS '阶段';
COMMENT ON COLUMN report.traffic_light.rules IS '规则集';
COMMENT ON COLUMN report.traffic_light.colour IS '颜色：red、yellow、green';
COMMENT ON COLUMN report.traffic_light.reason IS '理由';
COMMENT ON COLUMN report.traffic_light.schedule_percent IS '序时进度（%）';
COMMENT ON COLUMN report.traffic_light.done_percent IS '年度投资完成率（%）';
COMMENT ON COLUMN report.traffic_light.start_delay_months IS '应开工未开工的月数';
COMMENT ON COLUMN report.traffic_light.stale_days IS '无进展天数';
COMMENT ON COLUMN report.traffic_light.source IS '规则出处';
COMMENT ON COLUMN report.traffic_light.is_chosen IS '本市采用';
