-- A parameter as it is on a day. The row that names more wins: factor before industry before region (as PolicyTable in Swift).
CREATE OR REPLACE FUNCTION policy.parameter_at(p_city text, p_key text, p_factor text, p_industry text, p_region text, on_date date)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.value
  FROM policy.parameter p
  JOIN policy.version v ON (v.city, v.code) = (p.city, p.version)
  WHERE p.city = p_city AND p.key = p_key AND v.during @> on_date
    AND (p.factor IS NULL OR p.factor = p_factor) AND (p.industry IS NULL OR p.industry = p_industry)
    AND (p.region IS NULL OR p.region = p_region)
  ORDER BY (p.factor IS NOT NULL)::int * 4 + (p.industry IS NOT NULL)::int * 2 + (p.region IS NOT NULL)::int DESC
  LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION policy.parameter_at TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION policy.parameter_at IS '某日有效的政策参数；越具体的行优先';
