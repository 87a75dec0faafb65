-- Evaluations of landing, production and targets (L28) and ratings both ways (A7).
CREATE VIEW report.evaluation WITH (security_invoker = true) AS
SELECT g.city, g.project, p.name AS project_name, p.region, g.kind, CASE g.kind WHEN 'landing' THEN '落地评价' WHEN 'production' THEN '投产评价' WHEN 'target' THEN '达效评价'
    WHEN 'owner_rates_group' THEN '建设主体评代办组' WHEN 'group_rates_owner' THEN '代办组评建设主体' ELSE '满意度调查' END AS kind_name,
  round(g.tenths / 10.0, 1) AS points, to_char(g.day, 'YYYY"年第"Q"季度"') AS quarter, g.remark, g.day, u.name AS unit_name, g.number
FROM work.rating g
JOIN library.project p ON (p.city, p.code) = (g.city, g.project)
LEFT JOIN office.unit u ON (u.city, u.code) = (g.city, g.unit)
ORDER BY g.city, g.rating;
COMMENT ON VIEW report.evaluation IS '评价：落地、投产、达效，双向考评，满意度';
COMMENT ON COLUMN report.evaluation.city IS '城市代码';
COMMENT ON COLUMN report.evaluation.project IS '项目代码';
COMMENT ON COLUMN report.evaluation.project_name IS '项目名称';
COMMENT ON COLUMN report.evaluation.region IS '县市区代码';
COMMENT ON COLUMN report.evaluation.kind IS '类型代码';
COMMENT ON COLUMN report.evaluation.kind_name IS '类型';
COMMENT ON COLUMN report.evaluation.points IS '得分';
COMMENT ON COLUMN report.evaluation.quarter IS '季度';
COMMENT ON COLUMN report.evaluation.remark IS '意见';
COMMENT ON COLUMN report.evaluation.day IS '日期';
COMMENT ON COLUMN report.evaluation.unit_name IS '被评单位';
COMMENT ON COLUMN report.evaluation.number IS '事项编号';
