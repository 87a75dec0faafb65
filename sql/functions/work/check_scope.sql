-- Whether a procedure may be started for a project now: the starter's region, the stage, the scope, and no other open case of its kind.
CREATE OR REPLACE FUNCTION work.check_scope(p_city text, p_procedure work.procedure, p_project text, p_post office.post, p_form jsonb, p_day date)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_start jsonb := p_procedure.content->'start';
  v_facts jsonb := work.project_facts(p_city, p_project, p_day);
  v_unit office.unit;
  v_open integer;
  v_scope jsonb;
BEGIN
  SELECT * INTO v_unit FROM office.unit WHERE (city, code) = (p_city, p_post.unit);
  IF v_unit.region <> p_city AND v_unit.region <> v_facts->>'region'
    OR v_unit.kind = 'enterprise' AND (v_unit.credit_code = v_facts->>'credit_code' OR v_facts->>'credit_code' IS NULL AND v_unit.name = v_facts->>'owner')
      IS NOT TRUE THEN
    RAISE EXCEPTION '% 不能办理其他单位的项目 %', v_unit.name, p_project USING ERRCODE = 'YS308',
      DETAIL = core.in_english(format('project %s isn''t %s''s', p_project, coalesce(nullif(v_unit.name_en, ''), v_unit.name)));
  END IF;
  IF v_start ? 'stages' AND NOT v_start->'stages' ? (v_facts->>'stage') THEN
    RAISE EXCEPTION '项目 % 处于 %，不能发起“%”', p_project, v_facts->>'stage', p_procedure.title USING ERRCODE = 'YS305',
      DETAIL = core.in_english(format('project %s is in %s; “%s” wants %s', p_project, v_facts->>'stage', p_procedure.title_en,
        (SELECT string_agg(s, ', ') FROM jsonb_array_elements_text(v_start->'stages') s))),
      HINT = format('应处于：%s', (SELECT string_agg(s, '、') FROM jsonb_array_elements_text(v_start->'stages') s));
  END IF;
  FOR v_scope IN SELECT * FROM jsonb_array_elements(v_start->'scope') LOOP
    IF NOT work.holds(v_scope->'when', v_facts || coalesce(p_form, '{}')) THEN
      RAISE EXCEPTION '项目 % 不在“%”范围内：%', p_project, p_procedure.title, v_scope->>'text' USING ERRCODE = 'YS305',
        DETAIL = core.in_english(format('project %s is outside the scope of “%s”: %s', p_project, p_procedure.title_en, coalesce(v_scope->>'text_en', v_scope->>'text')));
    END IF;
  END LOOP;
  SELECT number INTO v_open FROM work.matter WHERE (city, project, procedure) = (p_city, p_project, p_procedure.procedure) AND status <> 'closed' LIMIT 1;
  IF v_open IS NOT NULL AND NOT coalesce((v_start->>'many')::boolean, false) THEN
    RAISE EXCEPTION '项目 % 的“%”正在办理（事项 %）', p_project, p_procedure.title, v_open USING ERRCODE = 'YS305',
      DETAIL = core.in_english(format('“%s” of project %s is under way (case %s)', p_procedure.title_en, p_project, v_open)),
      HINT = '办结后再发起。';
  END IF;
END
$$;
COMMENT ON FUNCTION work.check_scope IS '能否对项目发起（内部）';
