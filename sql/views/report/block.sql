-- Owners that may not enter again (L29).
CREATE VIEW report.block WITH (security_invoker = true) AS
SELECT b.city, b.owner, b.credit_code, b.project, p.name AS project_name, b.reason, b.document, b.since, b.until, core.today() <= coalesce(b.until, 'infinity') AS in_force
FROM library.block b JOIN library.project p ON (p.city, p.code) = (b.city, b.project)
ORDER BY b.city, b.block;
COMMENT ON VIEW report.block IS '禁止入库的单位';
COMMENT ON COLUMN report.block.city IS '城市代码';
COMMENT ON COLUMN report.block.owner IS '单位';
COMMENT ON COLUMN report.block.credit_code IS '统一社会信用代码';
COMMENT ON COLUMN report.block.project IS '项目代码';
COMMENT ON COLUMN report.block.project_name IS '项目名称';
COMMENT ON COLUMN report.block.reason IS '事由';
COMMENT ON COLUMN report.block.document IS '依据';
COMMENT ON COLUMN report.block.since IS '起';
COMMENT ON COLUMN report.block.until IS '止';
COMMENT ON COLUMN report.block.in_force IS '是否有效';
