-- Reforms that worked, for reuse (P9).
CREATE VIEW report.practice WITH (security_invoker = true) AS
SELECT g.city, g.practice, g.title, g.text, g.number, g.day FROM work.practice g ORDER BY g.city, g.practice;
COMMENT ON VIEW report.practice IS '经验做法';
COMMENT ON COLUMN report.practice.city IS '城市代码';
COMMENT ON COLUMN report.practice.practice IS '编号';
COMMENT ON COLUMN report.practice.title IS '名称';
COMMENT ON COLUMN report.practice.text IS '内容';
COMMENT ON COLUMN report.practice.number IS '来自事项';
COMMENT ON COLUMN report.practice.day IS '日期';
