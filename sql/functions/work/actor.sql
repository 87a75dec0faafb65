-- The person who acts, from the context {city, person, date?, …}. Who works under row security can only act in his own name.
CREATE OR REPLACE FUNCTION work.actor(context jsonb)
RETURNS office.person
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_person office.person;
  v_own text := current_setting('yaosu.person', true);
BEGIN
  IF coalesce(context->>'person', '') = '' THEN
    RAISE EXCEPTION '没有说明由谁办理' USING ERRCODE = 'YS301',
      DETAIL = core.in_english('nothing says who acts'),
      HINT = '用 --as 写人员代码；yaosu officer list 可查。';
  END IF;
  IF current_setting('role') = 'yaosu_officer' AND v_own IS DISTINCT FROM context->>'person' THEN
    RAISE EXCEPTION '% 不能以 % 的名义办理', v_own, context->>'person' USING ERRCODE = 'YS308',
      DETAIL = core.in_english(format('%s can''t act in the name of %s', v_own, context->>'person'));
  END IF;
  SELECT * INTO v_person FROM office.person WHERE (city, code) = (context->>'city', context->>'person');
  IF v_person.code IS NULL OR NOT v_person.is_active THEN
    RAISE EXCEPTION '没有在岗人员 %', context->>'person' USING ERRCODE = 'YS302',
      DETAIL = core.in_english(format('there is no %s at work', context->>'person')),
      HINT = 'yaosu officer list 可查人员代码。';
  END IF;
  RETURN v_person;
END
$$;
COMMENT ON FUNCTION work.actor IS '经办人（内部）';
