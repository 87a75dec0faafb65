-- 退回: the case goes back to a step that it came through and that this step may return to (`back`), in a new round.
CREATE OR REPLACE FUNCTION work.verb_back(p_task work.task, p_person text, p_args jsonb, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_for text := work.check_turn(p_task, p_person, p_day);
  v_matter work.matter;
  v_step work.step;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  v_step := work.step_of(v_matter, p_task.step);
  IF NOT coalesce(v_step.content->'back' ? (p_args->>'step'), false) THEN
    RAISE EXCEPTION '“%”不能退回到 %', v_step.title, coalesce(p_args->>'step', '（未写步骤）') USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('“%s” can''t be returned to %s; it can to %s', v_step.title_en, coalesce(p_args->>'step', '(no step named)'),
        coalesce((SELECT string_agg(b, ', ') FROM jsonb_array_elements_text(v_step.content->'back') b), 'none'))),
      HINT = coalesce((SELECT '可退回：' || string_agg(b, '、') FROM jsonb_array_elements_text(v_step.content->'back') b), '该步骤不能退回。');
  END IF;
  PERFORM work.note_event(v_matter, p_task.task, 'back', p_person, v_for, p_day, context, p_args || jsonb_build_object('from', p_task.step));
  PERFORM work.follow(v_matter, p_task.step, 'back', jsonb_build_array(p_args->>'step'), true, p_day);
END
$$;
COMMENT ON FUNCTION work.verb_back IS '退回（内部）';
