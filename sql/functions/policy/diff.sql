-- Parameters that differ between two versions.
CREATE OR REPLACE FUNCTION policy.diff(p_city text, version_a text, version_b text)
RETURNS TABLE (key text, factor text, industry text, region text, before text, after text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(a.key, b.key), coalesce(a.factor, b.factor), coalesce(a.industry, b.industry), coalesce(a.region, b.region),
    a.value, b.value
  FROM (SELECT * FROM policy.parameter WHERE city = p_city AND version = version_a) a
  FULL JOIN (SELECT * FROM policy.parameter WHERE city = p_city AND version = version_b) b
    ON a.key = b.key AND coalesce(a.factor, '') = coalesce(b.factor, '') AND coalesce(a.industry, '') = coalesce(b.industry, '')
    AND coalesce(a.region, '') = coalesce(b.region, '')
  WHERE a.value IS DISTINCT FROM b.value
  ORDER BY 1, 2, 3, 4
$$;
GRANT EXECUTE ON FUNCTION policy.diff TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION policy.diff IS '两个政策版本之间不同的参数';
