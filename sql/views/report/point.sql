-- Bonus points, deductions, criticism and referral (J7).
CREATE VIEW report.point WITH (security_invoker = true) AS
SELECT g.city, g.unit, u.name AS unit_name, g.kind, round(g.hundredths / 100.0, 2) AS points, g.reason, g.article, g.project, g.number, g.day, g.point::integer AS point
FROM work.point g
JOIN office.unit u ON (u.city, u.code) = (g.city, g.unit)
ORDER BY g.city, g.point;
COMMENT ON VIEW report.point IS '加分、减分、通报批评、移送';
COMMENT ON COLUMN report.point.city IS '城市代码';
COMMENT ON COLUMN report.point.unit IS '单位代码';
COMMENT ON COLUMN report.point.unit_name IS '单位';
COMMENT ON COLUMN report.point.kind IS '类型：points 加减分，criticism 通报批评，referral 移送';
COMMENT ON COLUMN report.point.points IS '分值';
COMMENT ON COLUMN report.point.reason IS '事由';
COMMENT ON COLUMN report.point.article IS '条款';
COMMENT ON COLUMN report.point.project IS '项目代码';
COMMENT ON COLUMN report.point.number IS '事项编号';
COMMENT ON COLUMN report.point.day IS '日期';
COMMENT ON COLUMN report.point.point IS '编号：申请复核时写明';
