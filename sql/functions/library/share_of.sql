-- A ratio of policy as one number; 0 where policy doesn't say.
CREATE OR REPLACE FUNCTION library.share_of(p_city text, p_key text, p_on_date date)
RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(f.parts[1] / f.parts[2], 0) FROM (SELECT policy.fraction(policy.parameter_at(p_city, p_key, NULL, NULL, NULL, p_on_date)) AS parts) f
$$;
COMMENT ON FUNCTION library.share_of IS '政策比例（内部）';
