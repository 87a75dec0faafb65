-- Records what a drawn owner said of a department, out of 100 (L26), or an evaluation outside a case. One answer of a project for a unit and day.
CREATE OR REPLACE FUNCTION work.rate(context jsonb, p_project text, p_kind text, p_unit text, p_points numeric, p_remark text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_person office.person := work.actor(context);
  v_day date := work.day_of(context);
BEGIN
  PERFORM work.check_convenes(context->>'city', v_person.code);
  -- Two that record one answer at the same moment come one after the other.
  PERFORM FROM library.project p WHERE p.city = context->>'city' AND p.code = p_project FOR NO KEY UPDATE;
  IF p_points IS NULL OR p_points NOT BETWEEN 0 AND 100 THEN
    RAISE EXCEPTION '得分应在 0 到 100 之间，读到 %', p_points USING ERRCODE = 'YS301',
      DETAIL = core.in_english(format('points should be from 0 to 100, found %s', p_points));
  ELSIF NOT EXISTS (SELECT FROM library.project WHERE (city, code) = (context->>'city', p_project)) THEN
    RAISE EXCEPTION '项目库中没有 %', p_project USING ERRCODE = 'YS205',
      DETAIL = core.in_english(format('the library has no project %s', p_project)),
      HINT = '用 yaosu project list --search 查找项目代码。';
  ELSIF NOT EXISTS (SELECT FROM office.unit WHERE (city, code) = (context->>'city', p_unit)) THEN
    RAISE EXCEPTION '没有单位 %', p_unit USING ERRCODE = 'YS302',
      DETAIL = core.in_english(format('there is no unit %s', p_unit)),
      HINT = 'yaosu officer units 可查单位代码。';
  ELSIF EXISTS (SELECT FROM work.rating g WHERE (g.city, g.project, g.kind, g.unit, g.day) = (context->>'city', p_project, p_kind, p_unit, v_day)) THEN
    RETURN;
  END IF;
  INSERT INTO work.rating (city, project, kind, tenths, unit, remark, day, actor)
    VALUES (context->>'city', p_project, p_kind, (p_points * 10)::integer, p_unit, coalesce(p_remark, ''), v_day, v_person.code);
END
$$;
GRANT EXECUTE ON FUNCTION work.rate TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.rate IS '登记满意度评分';
