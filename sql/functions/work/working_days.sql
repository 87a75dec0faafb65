-- Whole working days after one day up to another; negative when the second lies before the first. Whole weeks by arithmetic, then the days that the
-- calendar moves: an inbox counts hundreds of terms at once. Counted in halves; half a day over is left out.
CREATE OR REPLACE FUNCTION work.working_days(p_city text, p_from date, p_to date)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_to >= p_from THEN 1 ELSE -1 END * ((s.n / 7 * 10
    + 2 * (SELECT count(*)::integer FROM generate_series(1, s.n % 7) AS d(day) WHERE extract(isodow FROM s.low + s.n / 7 * 7 + d.day) < 6)
    + (SELECT coalesce(sum(CASE WHEN NOT c.is_working THEN 0 WHEN c.is_half THEN 1 ELSE 2 END - CASE WHEN extract(isodow FROM c.day) < 6 THEN 2 ELSE 0 END), 0)::integer
      FROM policy.special_day c WHERE c.city = p_city AND c.day > s.low AND c.day <= s.low + s.n)) / 2)
  FROM (SELECT least(p_from, p_to) AS low, abs(p_to - p_from) AS n) s
$$;
GRANT EXECUTE ON FUNCTION work.working_days TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.working_days IS '两日之间的工作日数（半天班计半日，零头舍去）';
