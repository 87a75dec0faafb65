-- Checks a form, refuses with all faults at once, completes it, freezes it with the facts of the project, merges it into the case.
CREATE OR REPLACE FUNCTION work.take_form(p_matter work.matter, p_task bigint, p_form text, p_given jsonb, p_required text[], p_day date)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_form jsonb := work.form_of(p_matter.city, p_matter.procedure, p_matter.version, p_form);
  v_project jsonb := work.project_facts(p_matter.city, p_matter.project, p_day);
  v_facts jsonb := coalesce(v_project, '{}') || p_matter.data;
  v_filled jsonb := coalesce(p_given, '{}');
  v_required text[] := '{}';
  v_faults text[];
  v_past text[];
BEGIN
  IF jsonb_typeof(coalesce(p_given, '{}')) <> 'object' THEN
    RAISE EXCEPTION '表单内容应为 {字段: 值}' USING ERRCODE = 'YS310',
      DETAIL = core.in_english('a form is {field: value}');
  END IF;
  -- Faults of what was given first; formulas only compute with sound numbers.
  v_faults := work.check_form(p_matter.city, v_form, v_filled, '{}');
  IF v_faults IS NULL OR NOT EXISTS (SELECT FROM unnest(v_faults) f WHERE f NOT LIKE '%未填写%') THEN
    v_filled := work.fill_form(v_form, coalesce(p_given, '{}'), v_facts);
    v_required := p_required;
    v_faults := work.check_form(p_matter.city, v_form, v_filled, v_required);
  END IF;
  v_past := work.past_days(v_form, v_filled, p_day);
  v_faults := nullif(coalesce(v_faults, '{}') || coalesce(v_past, '{}'), '{}');
  IF v_faults IS NOT NULL THEN
    RAISE EXCEPTION '“%”有 % 处问题', coalesce(v_form->>'title', '表单'), cardinality(v_faults) USING ERRCODE = 'YS310',
      DETAIL = jsonb_build_object('en', format('“%s”, faults: %s', coalesce(v_form->>'title_en', 'form'), cardinality(v_faults)), 'faults', v_faults,
        'faults_en', coalesce(work.check_form(p_matter.city, v_form, v_filled, v_required, true), '{}')
          || coalesce(work.past_days(v_form, v_filled, p_day, true), '{}'))::text,
      HINT = 'yaosu procedure show 列出各表单的字段。';
  END IF;
  IF p_form IS NOT NULL THEN
    INSERT INTO work.document (city, number, task, form, content, content_version, day)
      VALUES (p_matter.city, p_matter.number, p_task, p_form, jsonb_build_object('form', v_filled, 'project', v_project),
        (SELECT content_version FROM library.project WHERE (city, code) = (p_matter.city, p_matter.project)), p_day);
    UPDATE work.matter SET data = data || v_filled WHERE (city, number) = (p_matter.city, p_matter.number);
  END IF;
  RETURN v_filled;
END
$$;
COMMENT ON FUNCTION work.take_form IS '核对、补全并冻结表单（内部）';
