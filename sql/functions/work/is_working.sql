-- Whether offices work on a day: the State Council's list of days off and moved working days, else the week.
CREATE OR REPLACE FUNCTION work.is_working(p_city text, p_day date)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT is_working FROM policy.special_day WHERE (city, day) = (p_city, p_day)), extract(isodow FROM p_day) < 6)
$$;
GRANT EXECUTE ON FUNCTION work.is_working TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.is_working IS '是否工作日（含调休）';
