-- Moves a project to another stage of its life, along the arrows below and no others, with who and why in the history. Only functions call it:
-- people move projects by cases (consultation, construction …) and by library.set_stage. Context: {city, actor, reason, document?, day?}.
CREATE OR REPLACE FUNCTION library.move_stage(context jsonb, p_project text, p_stage text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_has text;
BEGIN
  IF coalesce(context->>'actor', '') = '' OR coalesce(context->>'reason', '') = '' THEN
    RAISE EXCEPTION '改变阶段要写明经办人和理由' USING ERRCODE = 'YS201', HINT = 'actor、reason';
  END IF;
  SELECT stage INTO v_has FROM library.project WHERE (city, code) = (context->>'city', p_project) FOR NO KEY UPDATE;
  IF v_has IS NULL THEN
    RAISE EXCEPTION '项目库中没有 %', p_project USING ERRCODE = 'YS205', HINT = '用 yaosu project list --search 查找项目代码。';
  END IF;
  IF v_has = p_stage THEN
    RETURN;
  END IF;
  IF (v_has, p_stage) NOT IN (('planning', 'consultation'), ('consultation', 'planning'), ('consultation', 'reserved'),
      ('reserved', 'consultation'), ('allocated', 'construction'), ('construction', 'production'), ('allocated', 'production'),
      ('planning', 'out'), ('consultation', 'out'), ('reserved', 'out'), ('out', 'planning')) THEN
    RAISE EXCEPTION '项目 % 不能从 % 转为 %', p_project, v_has, p_stage
      USING ERRCODE = 'YS206', HINT = '先会商、再储备；已配置要素的项目用 yaosu reclaim 收回后退出。';
  END IF;
  PERFORM set_config('yaosu.actor', context->>'actor', true), set_config('yaosu.import', '', true),
    set_config('yaosu.reason', concat_ws(' · ', context->>'reason', context->>'document'), true),
    set_config('yaosu.left_on', coalesce(context->>'day', ''), true);
  UPDATE library.project SET stage = p_stage WHERE (city, code) = (context->>'city', p_project);
  PERFORM set_config('yaosu.left_on', '', true);
END
$$;
COMMENT ON FUNCTION library.move_stage IS '项目阶段转换（内部）';
