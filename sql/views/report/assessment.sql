-- The yearly assessment (一年一考核, L25–L27): every point with the measure behind it.
CREATE VIEW report.assessment WITH (security_invoker = true) AS
SELECT a.city, a.year, a.subject, a.unit, a.unit_name, a.region, a.indicator, a.title, a.weight, a.value, a.share, a.points, a.numerator, a.denominator, a.facts, a.article
FROM (SELECT DISTINCT m.city, extract(year FROM m.opened_on)::integer AS year FROM work.matter m) y
CROSS JOIN LATERAL report.assess(y.city, y.year, '{}') a
ORDER BY a.city, a.year, a.subject, a.unit, a.sort;
COMMENT ON VIEW report.assessment IS '考核得分：单位 × 指标，附实测值和依据';
COMMENT ON COLUMN report.assessment.city IS '城市代码';
COMMENT ON COLUMN report.assessment.year IS '年度';
COMMENT ON COLUMN report.assessment.subject IS 'county 县区、开发区，department 部门';
COMMENT ON COLUMN report.assessment.unit IS '单位代码';
COMMENT ON COLUMN report.assessment.unit_name IS '单位';
COMMENT ON COLUMN report.assessment.region IS '县市区代码';
COMMENT ON COLUMN report.assessment.indicator IS '指标代码';
COMMENT ON COLUMN report.assessment.title IS '指标';
COMMENT ON COLUMN report.assessment.weight IS '权重（分）';
COMMENT ON COLUMN report.assessment.value IS '实测值';
COMMENT ON COLUMN report.assessment.share IS '得分比例';
COMMENT ON COLUMN report.assessment.points IS '得分';
COMMENT ON COLUMN report.assessment.numerator IS '分子';
COMMENT ON COLUMN report.assessment.denominator IS '分母';
COMMENT ON COLUMN report.assessment.facts IS '事实所在报表';
COMMENT ON COLUMN report.assessment.article IS '条款';
