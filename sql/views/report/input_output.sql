-- Input and output of factors by region and by industry (B3.1): sums, and each ratio only over enterprises of which both numbers are known.
CREATE VIEW report.input_output WITH (security_invoker = true) AS
SELECT e.city, e.year::integer AS year, e.region, r.name AS region_name, e.industry, count(*)::integer AS enterprises,
  core.units(sum(e.land_area)::bigint) AS land, core.units(sum(e.revenue)::bigint) AS revenue, core.units(sum(e.added_value)::bigint) AS added_value,
  core.units(sum(e.tax)::bigint) AS tax, sum(e.workers)::integer AS workers, core.units(sum(e.energy)::bigint) AS energy,
  core.units(sum(e.emissions)::bigint) AS emissions,
  round(sum(e.tax) FILTER (WHERE e.land_area > 0) / nullif(sum(e.land_area) FILTER (WHERE e.tax IS NOT NULL), 0), 2) AS tax_by_land,
  round(sum(e.revenue) FILTER (WHERE e.land_area > 0) / nullif(sum(e.land_area) FILTER (WHERE e.revenue IS NOT NULL), 0), 2) AS revenue_by_land,
  round(sum(e.added_value) FILTER (WHERE e.workers > 0) / nullif(10000.0 * sum(e.workers) FILTER (WHERE e.added_value IS NOT NULL), 0), 2) AS added_by_worker,
  round(sum(e.added_value) FILTER (WHERE e.energy > 0) / nullif(sum(e.energy) FILTER (WHERE e.added_value IS NOT NULL), 0), 2) AS added_by_energy,
  round(sum(e.added_value) FILTER (WHERE e.emissions > 0) / nullif(sum(e.emissions) FILTER (WHERE e.added_value IS NOT NULL), 0), 2) AS added_by_emissions
FROM library.enterprise_latest e
LEFT JOIN policy.region r ON (r.city, r.code) = (e.city, e.region)
GROUP BY GROUPING SETS ((e.city, e.year, e.region, r.name, r.sort, e.industry), (e.city, e.year, e.region, r.name, r.sort), (e.city, e.year, e.industry), (e.city, e.year))
ORDER BY e.city, e.year DESC, r.sort NULLS FIRST, e.industry NULLS FIRST;
COMMENT ON VIEW report.input_output IS '要素投入产出：按县区、按行业；县区或行业为空的行是合计';
COMMENT ON COLUMN report.input_output.city IS '城市代码';
COMMENT ON COLUMN report.input_output.year IS '年份';
COMMENT ON COLUMN report.input_output.region IS '县市区代码；空为全市';
COMMENT ON COLUMN report.input_output.region_name IS '县市区';
COMMENT ON COLUMN report.input_output.industry IS '行业；空为全部行业';
COMMENT ON COLUMN report.input_output.enterprises IS '企业数';
COMMENT ON COLUMN report.input_output.land IS '用地（亩）';
COMMENT ON COLUMN report.input_output.revenue IS '营业收入（万元）';
COMMENT ON COLUMN report.input_output.added_value IS '工业增加值（万元）';
COMMENT ON COLUMN report.input_output.tax IS '税收（万元）';
COMMENT ON COLUMN report.input_output.workers IS '从业人数';
COMMENT ON COLUMN report.input_output.energy IS '能耗（吨标准煤）';
COMMENT ON COLUMN report.input_output.emissions IS '主要污染物排放（吨）';
COMMENT ON COLUMN report.input_output.tax_by_land IS '亩均税收（万元/亩）';
COMMENT ON COLUMN report.input_output.revenue_by_land IS '亩均营业收入（万元/亩）';
COMMENT ON COLUMN report.input_output.added_by_worker IS '全员劳动生产率（万元/人）';
COMMENT ON COLUMN report.input_output.added_by_energy IS '单位能耗增加值（万元/吨标准煤）';
COMMENT ON COLUMN report.input_output.added_by_emissions IS '单位排放增加值（万元/吨）';
