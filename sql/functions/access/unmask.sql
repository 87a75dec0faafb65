-- The personal fields of one project, whole, for who works on it and says why; each look is a line of the security record.
CREATE OR REPLACE FUNCTION access.unmask(context jsonb, p_project text)
RETURNS TABLE (field text, value text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY['hq_clerk', 'hq_leader', 'county_clerk', 'county_leader', 'service_officer', 'steward', 'department_clerk']);
  IF NOT access.sees_project(context->>'city', p_project) THEN
    RAISE EXCEPTION '项目库中没有 %', p_project USING ERRCODE = 'YS205';
  ELSIF length(btrim(coalesce(context->>'reason', ''))) NOT BETWEEN 2 AND 500 THEN
    RAISE EXCEPTION '查看个人信息要说明理由' USING ERRCODE = 'YS406', HINT = '写明用途，2 至 500 字。';
  END IF;
  PERFORM access.note(context, 'unmasked', p_project, jsonb_build_object('reason', context->>'reason'));
  RETURN QUERY SELECT f.key, f.value FROM library.project p, jsonb_each_text(to_jsonb(p)) f
    WHERE (p.city, p.code) = (context->>'city', p_project) AND access.is_personal(f.key) AND f.value <> '' ORDER BY f.key;
END
$$;
GRANT EXECUTE ON FUNCTION access.unmask TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION access.unmask IS '查看项目的个人信息（留痕）';
