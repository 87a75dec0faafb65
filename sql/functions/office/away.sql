-- A person is away for some days; another acts in that name meanwhile.
CREATE OR REPLACE FUNCTION office.away(context jsonb, p_person text, p_delegate text, p_from text, p_until text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT core.is_day(p_from) OR NOT core.is_day(p_until) THEN
    RAISE EXCEPTION '起止日期应为日期，读到“%”和“%”', p_from, p_until USING ERRCODE = 'YS301', HINT = '写成 2026-07-20。';
  ELSIF p_until::date < p_from::date THEN
    RAISE EXCEPTION '结束日 % 早于开始日 %', p_until, p_from USING ERRCODE = 'YS301';
  ELSIF (SELECT count(*) FROM office.person WHERE city = context->>'city' AND code IN (p_person, p_delegate) AND is_active) < 2 THEN
    RAISE EXCEPTION '没有在岗人员 % 或 %', p_person, p_delegate USING ERRCODE = 'YS302', HINT = 'yaosu officer list 可查人员代码。';
  END IF;
  INSERT INTO office.absence (city, person, delegate, during, reason)
    VALUES (context->>'city', p_person, p_delegate, daterange(p_from::date, p_until::date, '[]'), coalesce(context->>'reason', ''))
    ON CONFLICT (city, person, during) DO NOTHING;
EXCEPTION WHEN exclusion_violation THEN
  RAISE EXCEPTION '% 在这段时间已有代行安排', p_person USING ERRCODE = 'YS316';
END
$$;
GRANT EXECUTE ON FUNCTION office.away TO yaosu_app;
COMMENT ON FUNCTION office.away IS '登记请假与代行职责';
