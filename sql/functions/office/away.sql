-- A person is away for some days; another acts in that name meanwhile. In the service everybody registers the own absence, with a delegate of the same
-- unit; the system administrator anybody's. The same again is the same absence.
CREATE OR REPLACE FUNCTION office.away(context jsonb, p_person text, p_delegate text, p_from text, p_until text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_during daterange;
BEGIN
  IF NOT core.is_day(p_from) OR NOT core.is_day(p_until) THEN
    RAISE EXCEPTION '起止日期应为日期，读到“%”和“%”', p_from, p_until USING ERRCODE = 'YS301',
      DETAIL = core.in_english(format('first and last day should be days, found “%s” and “%s”', p_from, p_until)), HINT = '写成 2026-07-20。';
  ELSIF p_until::date < p_from::date THEN
    RAISE EXCEPTION '结束日 % 早于开始日 %', p_until, p_from USING ERRCODE = 'YS301',
      DETAIL = core.in_english(format('the last day %s is before the first, %s', p_until, p_from));
  ELSIF p_person = p_delegate THEN
    RAISE EXCEPTION '% 不能代行自己的职责', p_person USING ERRCODE = 'YS301',
      DETAIL = core.in_english(format('%s can''t stand in for themselves', p_person)), HINT = '写另一人的代码。';
  END IF;
  PERFORM access.require(context,
    CASE WHEN p_person = context->>'person' AND EXISTS (SELECT FROM office.person a JOIN office.person b USING (city, unit)
        WHERE (a.city, a.code, b.code) = (v_city, p_person, p_delegate))
      THEN ARRAY(SELECT r.code FROM office.role r WHERE r.city = v_city) ELSE ARRAY['system_admin'] END);
  IF (SELECT count(*) FROM office.person WHERE city = v_city AND code IN (p_person, p_delegate) AND is_active) < 2 THEN
    RAISE EXCEPTION '没有在岗人员 % 或 %', p_person, p_delegate USING ERRCODE = 'YS302',
      DETAIL = core.in_english(format('there is no %s or no %s at work', p_person, p_delegate)), HINT = 'yaosu officer list 可查人员代码。';
  END IF;
  v_during := daterange(p_from::date, p_until::date, '[]');
  INSERT INTO office.absence (city, person, delegate, during, reason)
    VALUES (v_city, p_person, p_delegate, v_during, coalesce(context->>'reason', ''))
    ON CONFLICT (city, person, during) DO NOTHING;
  IF FOUND THEN
    PERFORM access.note(context, 'away', p_person,
      jsonb_build_object('delegate', p_delegate, 'from', p_from, 'until', p_until));
  ELSIF NOT EXISTS (SELECT FROM office.absence WHERE (city, person, delegate, during) = (v_city, p_person, p_delegate, v_during)) THEN
    RAISE EXCEPTION '% 在这段时间已有代行安排', p_person USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('somebody stands in for %s in these days already', p_person));
  END IF;
EXCEPTION WHEN exclusion_violation THEN
  RAISE EXCEPTION '% 在这段时间已有代行安排', p_person USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('somebody stands in for %s in these days already', p_person));
END
$$;
GRANT EXECUTE ON FUNCTION office.away TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION office.away IS '登记请假与代行职责';
