-- Monthly figures of projects: [{project, month, invested (万元), picture?}]. A county reports its own; once the city has accepted a county's month nothing of
-- that month is taken, also of projects that had no figure. Who reports and who locks wait for each other.
CREATE OR REPLACE FUNCTION work.report_progress(context jsonb, p_rows jsonb)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_person office.person := work.actor(context);
  v_day date := work.day_of(context);
  v_unit office.unit;
  r record;
  n integer := 0;
BEGIN
  SELECT * INTO v_unit FROM office.unit WHERE (city, code) = (v_city, v_person.unit);
  FOR r IN SELECT DISTINCT p.region, date_trunc('month', x.month)::date AS month FROM jsonb_to_recordset(p_rows) AS x(project text, month date)
    JOIN library.project p ON (p.city, p.code) = (v_city, x.project) ORDER BY 1, 2
  LOOP
    PERFORM work.hold_month(v_city, r.region, r.month);
  END LOOP;
  FOR r IN SELECT x.project, date_trunc('month', x.month)::date AS month, x.invested, x.picture, p.region, (SELECT max(w.locked_by) FROM work.progress w
        JOIN library.project o ON (o.city, o.code) = (w.city, w.project) WHERE w.city = v_city AND o.region = p.region AND w.month = date_trunc('month', x.month)::date) AS locked_by
    FROM jsonb_to_recordset(p_rows) AS x(project text, month date, invested numeric, picture text)
    LEFT JOIN library.project p ON (p.city, p.code) = (v_city, x.project)
    ORDER BY x.project, x.month
  LOOP
    IF r.region IS NULL THEN
      RAISE EXCEPTION '项目库中没有 %', r.project USING ERRCODE = 'YS205',
        DETAIL = core.in_english(format('the library has no project %s', r.project));
    ELSIF v_unit.region NOT IN (v_city, r.region) OR v_unit.kind = 'enterprise' THEN
      RAISE EXCEPTION '% 不能填报其他县区的项目 %', v_unit.name, r.project USING ERRCODE = 'YS308',
        DETAIL = core.in_english(format('%s can''t report for project %s, which is another region''s', v_unit.name, r.project));
    ELSIF r.locked_by IS NOT NULL THEN
      RAISE EXCEPTION '% 的 % 月报已由市级确认锁定（事项 %）', r.project, to_char(r.month, 'YYYY-MM'), r.locked_by USING ERRCODE = 'YS317',
        DETAIL = core.in_english(format('the figures of %s for %s were accepted by the city and are locked (case %s)', r.project, to_char(r.month, 'YYYY-MM'), r.locked_by)),
        HINT = '需更正时在该事项中说明理由、申请解锁。';
    ELSIF r.month > v_day THEN
      RAISE EXCEPTION '不能填报未来月份 %', to_char(r.month, 'YYYY-MM') USING ERRCODE = 'YS314',
        DETAIL = core.in_english(format('the month %s has not come yet', to_char(r.month, 'YYYY-MM')));
    END IF;
    INSERT INTO work.progress AS w (city, project, month, invested, picture, reported_by, reported_on)
      VALUES (v_city, r.project, r.month, (r.invested * 10000)::bigint, coalesce(r.picture, ''), v_person.code, v_day)
      ON CONFLICT (city, project, month) DO UPDATE SET invested = excluded.invested, picture = excluded.picture, reported_by = excluded.reported_by,
        reported_on = excluded.reported_on;
    PERFORM set_config('yaosu.actor', v_person.code, true), set_config('yaosu.import', '', true), set_config('yaosu.reason', '月度进展', true);
    -- Progress is an increase: a month that repeats the last figure is standing still.
    UPDATE library.project p SET done_investment = (r.invested * 10000)::bigint,
        last_progress = CASE WHEN (r.invested * 10000)::bigint > coalesce((SELECT invested FROM work.progress w WHERE (w.city, w.project) = (v_city, r.project)
          AND w.month < r.month AND extract(year FROM w.month) = extract(year FROM r.month) ORDER BY w.month DESC LIMIT 1), 0)
          THEN greatest(p.last_progress, least((r.month + INTERVAL '1 month - 1 day')::date, v_day)) ELSE p.last_progress END
      WHERE (p.city, p.code) = (v_city, r.project);
    n := n + 1;
  END LOOP;
  RETURN n;
END
$$;
GRANT EXECUTE ON FUNCTION work.report_progress TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.report_progress IS '填报月度投资与形象进度';
