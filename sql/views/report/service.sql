-- Who serves each project (L21, A3), and which have nobody.
CREATE VIEW report.service WITH (security_invoker = true) AS
SELECT p.city, p.code AS project, p.name AS project_name, p.region, r.name AS region_name, p.stage,
  max(o.name) FILTER (WHERE s.kind = 'officer') AS officer, max(o.name) FILTER (WHERE s.kind = 'steward') AS steward,
  string_agg(o.name, '、' ORDER BY o.name) FILTER (WHERE s.kind IN ('member', 'contact')) AS members, min(s.since) AS since,
  coalesce(bool_or(s.kind = 'officer'), false) AS has_officer
FROM library.project p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
LEFT JOIN work.service s ON (s.city, s.project) = (p.city, p.code) AND s.until IS NULL
LEFT JOIN office.person o ON (o.city, o.code) = (s.city, s.person)
WHERE p.stage IN ('allocated', 'construction', 'production') OR s.person IS NOT NULL
GROUP BY p.city, p.code, p.name, p.region, r.name, p.stage, r.sort
ORDER BY p.city, r.sort, p.code;
COMMENT ON VIEW report.service IS '服务：每个项目的服务专员、项目管家、代办组；没有专员的也列出';
COMMENT ON COLUMN report.service.city IS '城市代码';
COMMENT ON COLUMN report.service.project IS '项目代码';
COMMENT ON COLUMN report.service.project_name IS '项目名称';
COMMENT ON COLUMN report.service.region IS '县市区代码';
COMMENT ON COLUMN report.service.region_name IS '县市区';
COMMENT ON COLUMN report.service.stage IS '阶段';
COMMENT ON COLUMN report.service.officer IS '服务专员';
COMMENT ON COLUMN report.service.steward IS '项目管家';
COMMENT ON COLUMN report.service.members IS '代办组成员';
COMMENT ON COLUMN report.service.since IS '服务起始';
COMMENT ON COLUMN report.service.has_officer IS '是否明确服务专员';
