-- The post in which a person may start a procedure; refuses when there is none.
CREATE OR REPLACE FUNCTION work.starter(p_city text, p_procedure work.procedure, p_person text, p_day date)
RETURNS office.post
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_post office.post;
BEGIN
  SELECT p.* INTO v_post FROM work.stands_for(p_city, p_person, p_day) s(name)
    JOIN office.post p ON p.city = p_city AND p.person = s.name
    WHERE p.role IN (SELECT jsonb_array_elements_text(p_procedure.content->'start'->'by'))
      AND (NOT p_procedure.content->'start' ? 'units' OR p_procedure.content->'start'->'units' ? p.unit::text)
    ORDER BY s.name <> p_person, p.unit, p.role LIMIT 1;
  IF v_post.person IS NULL THEN
    RAISE EXCEPTION '% 不能发起“%”', p_person, p_procedure.title USING ERRCODE = 'YS308',
      DETAIL = core.in_english(format('%s can''t begin “%s”; who can: %s', p_person, p_procedure.title_en, (SELECT string_agg(coalesce(r.name_en, x.code), ', ')
        FROM jsonb_array_elements_text(p_procedure.content->'start'->'by') x(code) LEFT JOIN office.role r ON (r.city, r.code) = (p_city, x.code)))),
      HINT = format('可由以下角色发起：%s', (SELECT string_agg(coalesce(r.name, x.code), '、') FROM jsonb_array_elements_text(p_procedure.content->'start'->'by') x(code)
        LEFT JOIN office.role r ON (r.city, r.code) = (p_city, x.code))
        || coalesce('；限于 ' || (SELECT string_agg(u.name, '、') FROM office.unit u WHERE u.city = p_city AND p_procedure.content->'start'->'units' ? u.code::text), ''));
  END IF;
  RETURN v_post;
END
$$;
COMMENT ON FUNCTION work.starter IS '以何岗位发起（内部）';
