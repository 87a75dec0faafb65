-- Grades a year's enterprises. Seven indicators (parameters evaluation.weight.*): tax, added value and revenue by land, added value by energy, by emissions and
-- by worker, research by revenue. Each counts as the enterprise's value ÷ its industry's (sums over sums), at most 1.5, times its weight; what isn't known, or
-- has nothing to be divided by, doesn't count, and neither does its weight. 100 points is the industry's average.
-- The first share of places (evaluation.share.a) is A, the next B, the last share D, the rest C. Returns how many were graded.
CREATE OR REPLACE FUNCTION library.evaluate(p_city text, p_year integer, p_on_date date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_graded integer;
BEGIN
  DELETE FROM library.enterprise_grade WHERE city = p_city AND year = p_year;
  WITH latest AS MATERIALIZED (SELECT * FROM library.enterprise_latest WHERE city = p_city AND year = p_year),
  indicator AS (
    SELECT e.name, e.industry, i.code, i.numerator, i.denominator
    FROM latest e
    CROSS JOIN LATERAL (VALUES ('tax_by_land', e.tax::numeric, e.land_area::numeric), ('added_by_land', e.added_value::numeric, e.land_area::numeric),
      ('revenue_by_land', e.revenue::numeric, e.land_area::numeric), ('added_by_energy', e.added_value::numeric, e.energy::numeric),
      ('added_by_emissions', e.added_value::numeric, e.emissions::numeric), ('added_by_worker', e.added_value::numeric, 10000.0 * e.workers),
      ('research_by_revenue', e.research::numeric, e.revenue::numeric)) AS i(code, numerator, denominator)
    WHERE i.numerator IS NOT NULL AND i.denominator > 0),
  norm AS (SELECT industry, code, sum(numerator) / sum(denominator) AS value FROM indicator GROUP BY industry, code),
  -- Policy is asked once an industry, not once an enterprise.
  weighed AS MATERIALIZED (
    SELECT n.*, w.parts[1] / w.parts[2] AS weight FROM norm n
    CROSS JOIN LATERAL (SELECT policy.fraction(coalesce(policy.parameter_at(p_city, 'evaluation.weight.' || n.code, NULL, n.industry, NULL, p_on_date), '0')) AS parts) w
    WHERE n.value > 0 AND w.parts[1] > 0),
  counted AS (
    SELECT i.name, i.code, i.numerator / i.denominator AS value, w.value AS norm, w.weight,
      least(greatest(i.numerator / i.denominator / w.value, 0), 1.5) * w.weight AS points
    FROM indicator i JOIN weighed w USING (industry, code)),
  scored AS (
    SELECT name, round(10000 * sum(points) / sum(weight))::integer AS points,
      jsonb_object_agg(code, jsonb_build_array(round(value, 4), round(norm, 4), round(weight, 4), round(points, 4))) AS detail
    FROM counted GROUP BY name),
  shares AS MATERIALIZED (
    SELECT library.share_of(p_city, 'evaluation.share.a', p_on_date) AS a, library.share_of(p_city, 'evaluation.share.b', p_on_date) AS b,
      library.share_of(p_city, 'evaluation.share.d', p_on_date) AS d),
  placed AS (SELECT s.*, rank() OVER (ORDER BY points DESC)::integer AS place, count(*) OVER () AS n FROM scored s)
  INSERT INTO library.enterprise_grade (city, year, name, credit_code, region, industry, points, place, grade, detail, policy_version)
  SELECT p_city, p_year, e.name, e.credit_code, e.region, e.industry, p.points, p.place,
    CASE WHEN p.place <= ceil(p.n * s.a) THEN 'A' WHEN p.place > p.n - floor(p.n * s.d) THEN 'D' WHEN p.place <= ceil(p.n * (s.a + s.b)) THEN 'B' ELSE 'C' END,
    p.detail, policy.version_at(p_city, p_on_date)
  FROM placed p
  JOIN latest e ON e.name = p.name
  CROSS JOIN shares s;
  GET DIAGNOSTICS v_graded = ROW_COUNT;
  RETURN v_graded;
END
$$;
GRANT EXECUTE ON FUNCTION library.evaluate TO yaosu_app;
COMMENT ON FUNCTION library.evaluate IS '企业亩均效益评价：得分、位次、等次';
