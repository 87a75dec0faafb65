-- The last day of a term that begins on a day: {amount, unit}, unit working_days, days or months. The first day doesn't count; half a working day
-- counts half; a term in days or months that would end on a day off ends on the next working day.
CREATE OR REPLACE FUNCTION work.due(p_city text, p_from date, p_term jsonb)
RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_day date := p_from;
  v_amount integer := (p_term->>'amount')::integer;
  v_halves integer := 2 * v_amount;
BEGIN
  CASE p_term->>'unit'
    WHEN 'days' THEN v_day := p_from + v_amount;
    WHEN 'months' THEN v_day := (p_from + make_interval(months => v_amount))::date;
    WHEN 'working_days' THEN
      WHILE v_halves > 0 LOOP
        v_day := v_day + 1;
        v_halves := v_halves - work.half_days(p_city, v_day);
      END LOOP;
      RETURN v_day;
    ELSE
      RETURN NULL;
  END CASE;
  WHILE NOT work.is_working(p_city, v_day) LOOP v_day := v_day + 1; END LOOP;
  RETURN v_day;
END
$$;
GRANT EXECUTE ON FUNCTION work.due TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.due IS '期限的最后一天（工作日、日、月；半天班计半日；遇休息日顺延）';
