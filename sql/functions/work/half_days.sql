-- How much offices work on a day, in halves: 2, 1 (半天班) or 0.
CREATE OR REPLACE FUNCTION work.half_days(p_city text, p_day date)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT CASE WHEN NOT is_working THEN 0 WHEN is_half THEN 1 ELSE 2 END FROM policy.special_day WHERE (city, day) = (p_city, p_day)),
    CASE WHEN extract(isodow FROM p_day) < 6 THEN 2 ELSE 0 END)
$$;
GRANT EXECUTE ON FUNCTION work.half_days TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.half_days IS '某日上班的半天数（2、1、0）';
