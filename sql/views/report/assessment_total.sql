-- Totals of the yearly assessment with ranks.
CREATE VIEW report.assessment_total WITH (security_invoker = true) AS
SELECT a.city, a.year, a.subject, a.unit, a.unit_name, a.region, sum(a.points) AS points, round(100 * sum(a.points) / nullif(sum(a.weight) FILTER (WHERE a.points IS NOT NULL), 0), 2) AS percent,
  rank() OVER (PARTITION BY a.city, a.year, a.subject ORDER BY sum(a.points) / nullif(sum(a.weight) FILTER (WHERE a.points IS NOT NULL), 0) DESC NULLS LAST)::integer AS place
FROM report.assessment a
GROUP BY a.city, a.year, a.subject, a.unit, a.unit_name, a.region
ORDER BY a.city, a.year, a.subject, place;
COMMENT ON VIEW report.assessment_total IS '考核总分与排名';
COMMENT ON COLUMN report.assessment_total.city IS '城市代码';
COMMENT ON COLUMN report.assessment_total.year IS '年度';
COMMENT ON COLUMN report.assessment_total.subject IS '对象';
COMMENT ON COLUMN report.assessment_total.unit IS '单位代码';
COMMENT ON COLUMN report.assessment_total.unit_name IS '单位';
COMMENT ON COLUMN report.assessment_total.region IS '县市区代码';
COMMENT ON COLUMN report.assessment_total.points IS '总分';
COMMENT ON COLUMN report.assessment_total.percent IS '得分率（%，无数据的指标不计权重）';
COMMENT ON COLUMN report.assessment_total.place IS '排名';
