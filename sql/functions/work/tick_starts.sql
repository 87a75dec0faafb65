-- Of the daily job: cases that begin by themselves (`automatic`: each project or unit, stages, conditions, every once | month | quarter | year).
CREATE OR REPLACE FUNCTION work.tick_starts(p_city text, p_day date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  p work.procedure;
  s record;
  v_auto jsonb;
  v_key text;
  n integer := 0;
BEGIN
  FOR p IN SELECT * FROM work.procedure WHERE city = p_city AND during @> p_day AND content->'start' ? 'automatic' ORDER BY procedure LOOP
    v_auto := p.content->'start'->'automatic';
    FOR s IN SELECT x.project, x.unit, x.region, x.name FROM work.automatic_subjects(p_city, p, p_day) x LOOP
      v_key := concat_ws(':', p.procedure, coalesce(s.project, s.unit), CASE v_auto->>'every' WHEN 'month' THEN to_char(p_day, 'YYYY-MM')
        WHEN 'quarter' THEN to_char(p_day, 'YYYY-"Q"Q') WHEN 'year' THEN to_char(p_day, 'YYYY') WHEN 'again' THEN p_day::text ELSE 'once' END);
      CONTINUE WHEN EXISTS (SELECT FROM work.matter m WHERE (m.city, m.automatic_key) = (p_city, v_key));
      -- A clerk may be starting the same at this moment: with the project held, what is open is seen.
      PERFORM FROM library.project x WHERE x.city = p_city AND x.code = s.project FOR NO KEY UPDATE;
      CONTINUE WHEN s.project IS NOT NULL AND EXISTS (SELECT FROM work.matter m
        WHERE (m.city, m.project, m.procedure) = (p_city, s.project, p.procedure) AND m.status <> 'closed');
      BEGIN
        PERFORM work.open_matter(p_city, p, concat_ws(' · ', p.title, s.name, CASE WHEN v_auto->>'every' = 'month' THEN to_char(p_day, 'YYYY-MM')
            WHEN v_auto->>'every' = 'quarter' THEN to_char(p_day, 'YYYY"年第"Q"季度"') END), s.project, s.unit, s.region, NULL, v_key,
          CASE WHEN work.form_of(p_city, p.procedure, p.version, p.content->'start'->>'form')->'fields' @> '[{"field": "month"}]'
            THEN jsonb_build_object('month', date_trunc('month', p_day)::date) ELSE '{}' END, p_day, NULL, NULL, jsonb_build_object('reason', '按程序自动发起'));
        n := n + 1;
      EXCEPTION WHEN OTHERS THEN
        PERFORM work.tick_failed(p_city, p_day, v_key, NULL, s.project, SQLSTATE, SQLERRM);
      END;
    END LOOP;
  END LOOP;
  RETURN n;
END
$$;
COMMENT ON FUNCTION work.tick_starts IS '每日作业：自动发起（内部）';
