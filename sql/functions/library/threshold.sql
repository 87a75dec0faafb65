-- A threshold of the policy in force, in ten-thousandths of its unit; NULL when the policy names none.
CREATE OR REPLACE FUNCTION library.threshold(p_city text, p_key text, p_on_date date)
RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (policy.parameter_at(p_city, p_key, NULL, NULL, NULL, p_on_date)::numeric * 10000)::bigint
$$;
GRANT EXECUTE ON FUNCTION library.threshold TO yaosu_app;
COMMENT ON FUNCTION library.threshold IS '认定标准（当日有效政策），单位的万分之一';
