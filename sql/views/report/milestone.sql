-- Dates of projects: planned and real (L6.3).
CREATE VIEW report.milestone WITH (security_invoker = true) AS
SELECT k.city, k.project, p.name AS project_name, p.region, k.kind, k.day, CASE k.kind WHEN 'start' THEN p.planned_start WHEN 'finish' THEN p.planned_finish END AS planned,
  k.day - CASE k.kind WHEN 'start' THEN p.planned_start WHEN 'finish' THEN p.planned_finish END AS drift_days, k.evidence, k.number
FROM work.milestone k JOIN library.project p ON (p.city, p.code) = (k.city, k.project)
ORDER BY k.city, k.milestone;
COMMENT ON VIEW report.milestone IS '项目节点：开工、竣工、投产、达效';
COMMENT ON COLUMN report.milestone.city IS '城市代码';
COMMENT ON COLUMN report.milestone.project IS '项目代码';
COMMENT ON COLUMN report.milestone.project_name IS '项目名称';
COMMENT ON COLUMN report.milestone.region IS '县市区代码';
COMMENT ON COLUMN report.milestone.kind IS '节点：start 开工，finish 竣工，production 投产，target 达效';
COMMENT ON COLUMN report.milestone.day IS '日期';
COMMENT ON COLUMN report.milestone.planned IS '计划日期';
COMMENT ON COLUMN report.milestone.drift_days IS '偏差（天）';
COMMENT ON COLUMN report.milestone.evidence IS '证据';
COMMENT ON COLUMN report.milestone.number IS '事项编号';
