-- Starts a case (发起). context: {city, person, date?, key?, reason?, document?}; p_about: {project?, unit?, title?, parent?}.
CREATE OR REPLACE FUNCTION work.start(context jsonb, p_procedure text, p_about jsonb, p_form jsonb DEFAULT '{}')
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_person office.person := work.actor(context);
  v_day date := work.day_of(context);
  v_hash text := work.hash_of(p_procedure, p_about::text, p_form::text, context->>'person');
  v_answer jsonb := work.replay(context, 'start', v_hash);
  v_procedure work.procedure;
  v_project library.project;
  v_post office.post;
  v_region text;
  v_unit text;
  v_matter work.matter;
BEGIN
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  v_procedure := work.procedure_on(v_city, p_procedure, v_day);
  v_post := work.starter(v_city, v_procedure, v_person.code, v_day);
  IF v_procedure.subject = 'project' THEN
    SELECT * INTO v_project FROM library.project WHERE (city, code) = (v_city, p_about->>'project') FOR NO KEY UPDATE;
    IF coalesce(p_about->>'project', '') = '' THEN
      RAISE EXCEPTION '“%”办理的是一个项目，须写明是哪个', v_procedure.title USING ERRCODE = 'YS205',
        DETAIL = core.in_english(format('“%s” is about a project: say which', v_procedure.title_en)),
        HINT = '用 yaosu project list --search 查找项目代码。';
    END IF;
    IF v_project.code IS NULL THEN
      RAISE EXCEPTION '项目库中没有 %', p_about->>'project' USING ERRCODE = 'YS205',
        DETAIL = core.in_english(format('the library has no project %s', p_about->>'project')),
        HINT = '用 yaosu project list --search 查找项目代码。';
    END IF;
    PERFORM work.check_scope(v_city, v_procedure, v_project.code, v_post, p_form, v_day);
  END IF;
  v_unit := coalesce(p_about->>'unit', v_post.unit);
  SELECT coalesce(v_project.region, u.region) INTO v_region FROM office.unit u WHERE (u.city, u.code) = (v_city, v_unit);
  IF v_region IS NULL THEN
    RAISE EXCEPTION '没有单位 %', v_unit USING ERRCODE = 'YS302',
      DETAIL = core.in_english(format('there is no unit %s', v_unit)),
      HINT = 'yaosu officer list 可查单位代码。';
  END IF;
  v_matter := work.open_matter(v_city, v_procedure, coalesce(p_about->>'title', concat_ws(' · ', v_procedure.title, v_project.name)), v_project.code,
    v_unit, v_region, (p_about->>'parent')::integer, NULL, p_form, v_day, v_person.code, v_post.person, context);
  RETURN work.remember(context, 'start', v_hash, work.answer(v_city, v_matter.number));
END
$$;
GRANT EXECUTE ON FUNCTION work.start TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.start IS '发起事项';
