-- The version in force on a day; NULL when there is none.
CREATE OR REPLACE FUNCTION policy.version_at(p_city text, on_date date)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT code FROM policy.version WHERE city = p_city AND during @> on_date
$$;
GRANT EXECUTE ON FUNCTION policy.version_at TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION policy.version_at IS '某日有效的政策版本';
