-- Working days after one day up to another; negative when the second lies before the first.
CREATE OR REPLACE FUNCTION work.working_days(p_city text, p_from date, p_to date)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE WHEN p_to >= p_from THEN 1 ELSE -1 END) * count(*)::integer
  FROM generate_series(least(p_from, p_to) + 1, greatest(p_from, p_to), INTERVAL '1 day') AS d(day)
  WHERE work.is_working(p_city, d.day::date)
$$;
GRANT EXECUTE ON FUNCTION work.working_days TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.working_days IS '两日之间的工作日数';
