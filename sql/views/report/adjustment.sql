-- The quarterly adjustment (一季一调整): projects in, out and moved, with reasons.
CREATE VIEW report.adjustment WITH (security_invoker = true) AS
SELECT m.city, to_char(m.closed_on, 'YYYY"年第"Q"季度"') AS quarter, m.closed_on AS day, m.project, p.name AS project_name, p.region, r.name AS region_name,
  CASE WHEN m.procedure = 'adjustment' THEN m.data->>'change' WHEN m.result = 'expelled' THEN '调出（虚假信息）' WHEN m.result = 'reserve' THEN '储备'
    ELSE '不再推进' END AS change, m.data->>'out_of' AS out_of, m.data->>'into' AS into_library,
  coalesce(m.data->>'why', m.data->>'decision', s.title) AS reason, m.data->>'document' AS document, m.number
FROM work.matter m
JOIN library.project p ON (p.city, p.code) = (m.city, m.project)
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
WHERE (m.procedure, m.result) IN (('adjustment', 'adjusted'), ('false-information', 'expelled'), ('consultation', 'reserve'), ('consultation', 'dropped'))
ORDER BY m.city, m.closed_on, m.number;
COMMENT ON VIEW report.adjustment IS '季度调整：调入、调出、转库及理由';
COMMENT ON COLUMN report.adjustment.city IS '城市代码';
COMMENT ON COLUMN report.adjustment.quarter IS '季度';
COMMENT ON COLUMN report.adjustment.day IS '日期';
COMMENT ON COLUMN report.adjustment.project IS '项目代码';
COMMENT ON COLUMN report.adjustment.project_name IS '项目名称';
COMMENT ON COLUMN report.adjustment.region IS '县市区代码';
COMMENT ON COLUMN report.adjustment.region_name IS '县市区';
COMMENT ON COLUMN report.adjustment.change IS '调整方式';
COMMENT ON COLUMN report.adjustment.out_of IS '调出的库';
COMMENT ON COLUMN report.adjustment.into_library IS '调入的库';
COMMENT ON COLUMN report.adjustment.reason IS '理由';
COMMENT ON COLUMN report.adjustment.document IS '文号';
COMMENT ON COLUMN report.adjustment.number IS '事项编号';
