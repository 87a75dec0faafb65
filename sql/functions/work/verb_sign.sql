-- 加签: one more unit answers in this step, with the step's own term. 减签: one that hasn't answered no longer has to, on a reason; never the last.
CREATE OR REPLACE FUNCTION work.verb_sign(p_task work.task, p_person text, p_verb text, p_args jsonb, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_step work.step;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  v_step := work.step_of(v_matter, p_task.step);
  PERFORM work.check_lead(v_matter, p_task, p_person, p_day);
  IF v_step.mode <> 'each' OR p_task.state NOT IN ('open', 'suspended') THEN
    RAISE EXCEPTION '“%”不能加签或减签', v_step.title USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('“%s” can''t have a unit added or removed: only a step of many that is under way can', v_step.title_en)),
      HINT = '会签步骤在办理中才能加签、减签。';
  END IF;
  IF p_verb = 'add' THEN
    IF NOT EXISTS (SELECT FROM office.unit WHERE (city, code) = (p_task.city, p_args->>'unit')) THEN
      RAISE EXCEPTION '没有单位 %', coalesce(p_args->>'unit', '（未写）') USING ERRCODE = 'YS302',
        DETAIL = core.in_english(format('there is no unit %s', coalesce(p_args->>'unit', '(none named)'))),
        HINT = 'yaosu officer list 可查单位代码。';
    ELSIF EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.step, t.round, t.unit)
        = (p_task.city, p_task.number, p_task.step, p_task.round, p_args->>'unit') AND t.state <> 'void') THEN
      RAISE EXCEPTION '% 已在会签单位中', p_args->>'unit' USING ERRCODE = 'YS316',
        DETAIL = core.in_english(format('%s answers there already', p_args->>'unit'));
    END IF;
    PERFORM work.open_task(v_matter, v_step, p_args->>'unit', coalesce(p_args->>'role', p_task.role), NULL, p_day, true);
    PERFORM work.note_event(v_matter, p_task.task, 'add', p_person, NULL, p_day, context, p_args);
  ELSE
    IF NOT EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.step, t.round) = (p_task.city, p_task.number, p_task.step, p_task.round)
        AND t.task <> p_task.task AND t.state <> 'void') THEN
      RAISE EXCEPTION '“%”只剩这一个单位，不能减签', v_step.title USING ERRCODE = 'YS316',
        DETAIL = core.in_english(format('this unit is the last of “%s” and can''t be removed', v_step.title_en));
    END IF;
    UPDATE work.task SET state = 'void', suspended_on = NULL WHERE (city, task) = (p_task.city, p_task.task);
    PERFORM work.note_event(v_matter, p_task.task, 'remove', p_person, NULL, p_day, context, jsonb_build_object('unit', p_task.unit));
    PERFORM work.count_answers(v_matter, v_step, p_task.round, p_day);
  END IF;
END
$$;
COMMENT ON FUNCTION work.verb_sign IS '加签、减签（内部）';
