-- Speed and quality with which units settle difficulties (L24).
CREATE VIEW report.supervision WITH (security_invoker = true) AS
SELECT p.city, p.unit_name, count(*)::integer AS problems, count(p.closed_on)::integer AS solved, round(100.0 * count(p.closed_on) / count(*), 1) AS solved_percent,
  round(avg(p.closed_on - p.opened_on), 1) AS average_days, round(avg(p.quality), 1) AS average_quality, sum(p.late_reports)::integer AS late_reports,
  count(*) FILTER (WHERE p.report_missing)::integer AS missing_reports
FROM report.problem p
GROUP BY p.city, p.unit_name
ORDER BY p.city, solved_percent DESC, average_days;
COMMENT ON VIEW report.supervision IS '督查：各单位解决问题的速度和质量';
COMMENT ON COLUMN report.supervision.city IS '城市代码';
COMMENT ON COLUMN report.supervision.unit_name IS '承办单位';
COMMENT ON COLUMN report.supervision.problems IS '问题数';
COMMENT ON COLUMN report.supervision.solved IS '已解决';
COMMENT ON COLUMN report.supervision.solved_percent IS '解决率（%）';
COMMENT ON COLUMN report.supervision.average_days IS '平均办结天数';
COMMENT ON COLUMN report.supervision.average_quality IS '平均核实质量（分）';
COMMENT ON COLUMN report.supervision.late_reports IS '迟报次数';
COMMENT ON COLUMN report.supervision.missing_reports IS '逾期未报';
