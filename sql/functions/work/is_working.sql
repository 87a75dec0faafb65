-- Whether offices work on a day: the State Council's list of days off and moved working days, else the week.
CREATE OR REPLACE FUNCTION work.is_working(p_city text, p_day date)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT work.half_days(p_city, p_day) > 0 $$;
GRANT EXECUTE ON FUNCTION work.is_working TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.is_working IS '是否工作日（含调休）';
