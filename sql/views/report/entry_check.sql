-- Projects held against the entry standards of their industry and region (B3.2); `meets` is empty where the project doesn't say what is asked.
CREATE VIEW report.entry_check WITH (security_invoker = true) AS
SELECT p.city, p.code AS project, p.name AS project_name, p.region, r.name AS region_name, p.industry, p.stage, s.title AS item, round(s.value, 4) AS value, s.standard::numeric AS standard,
  s.unit, CASE WHEN s.is_most THEN s.value <= s.standard::numeric ELSE s.value >= s.standard::numeric END AS meets
FROM library.project p
JOIN policy.region r ON (r.city, r.code) = (p.city, p.region)
CROSS JOIN LATERAL (
  SELECT i.sort, i.title, i.value, i.unit, i.is_most, policy.parameter_at(p.city, i.key, NULL, p.industry, p.region, core.today()) AS standard
  FROM (VALUES (1, 'entry.intensity', '亩均投资', p.investment::numeric / nullif(p.land_area, 0), '万元/亩', false),
    (2, 'entry.output_by_land', '亩均产值', p.output::numeric / nullif(p.land_area, 0), '万元/亩', false),
    (3, 'entry.tax_by_land', '亩均税收', p.tax::numeric / nullif(p.land_area, 0), '万元/亩', false),
    (4, 'entry.floor_ratio', '容积率', p.floor_area::numeric / nullif(p.land_area * 666.67, 0), '', false),
    (5, 'entry.energy_by_output', '单位产值能耗', p.energy_use::numeric / nullif(p.output, 0), '吨标准煤/万元', true)) AS i(sort, key, title, value, unit, is_most)) s
WHERE p.stage <> 'out' AND s.standard IS NOT NULL
ORDER BY p.city, r.sort, p.code, s.sort;
COMMENT ON VIEW report.entry_check IS '准入标准对照：按行业和县区；项目未填的为空';
COMMENT ON COLUMN report.entry_check.city IS '城市代码';
COMMENT ON COLUMN report.entry_check.project IS '项目代码';
COMMENT ON COLUMN report.entry_check.project_name IS '项目名称';
COMMENT ON COLUMN report.entry_check.region IS '县市区代码';
COMMENT ON COLUMN report.entry_check.region_name IS '县市区';
COMMENT ON COLUMN report.entry_check.industry IS '行业';
COMMENT ON COLUMN report.entry_check.stage IS '阶段';
COMMENT ON COLUMN report.entry_check.item IS '指标';
COMMENT ON COLUMN report.entry_check.value IS '项目值';
COMMENT ON COLUMN report.entry_check.standard IS '准入标准';
COMMENT ON COLUMN report.entry_check.unit IS '计量单位';
COMMENT ON COLUMN report.entry_check.meets IS '是否达到；项目未填的为空';
