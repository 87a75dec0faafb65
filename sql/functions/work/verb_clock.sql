-- 补正: the answer waits for what is missing, and the clock with it. 恢复: the clock goes on, later by the working days that it stood still.
CREATE OR REPLACE FUNCTION work.verb_clock(p_task work.task, p_person text, p_verb text, p_args jsonb, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_for text;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  IF p_verb = 'correct' THEN
    v_for := work.check_turn(p_task, p_person, p_day);
    UPDATE work.task SET state = 'suspended', suspended_on = p_day WHERE (city, task) = (p_task.city, p_task.task);
    PERFORM work.notify(p_task.city, format('correct:%s:%s', p_task.task, p_day), 'told', v_matter.unit, NULL, NULL, p_task.number, p_task.task,
      v_matter.project, format('退回补正：%s（%s）', v_matter.title, context->>'reason'), p_day, NULL);
  ELSE
    IF p_task.state <> 'suspended' THEN
      RAISE EXCEPTION '任务 % 没有中止', p_task.task USING ERRCODE = 'YS316',
        DETAIL = core.in_english(format('task %s isn''t suspended', p_task.task));
    END IF;
    -- Who asked for it, or who was asked.
    v_for := work.holder(p_task.city, p_person, p_task, p_day);
    IF v_for IS NULL THEN PERFORM work.check_lead(v_matter, p_task, p_person, p_day); END IF;
    UPDATE work.task SET state = 'open', suspended_on = NULL,
        due = work.due(city, due, jsonb_build_object('unit', 'working_days', 'amount', greatest(work.working_days(city, suspended_on, p_day), 0)))
      WHERE (city, task) = (p_task.city, p_task.task);
  END IF;
  PERFORM work.note_event(v_matter, p_task.task, p_verb, p_person, v_for, p_day, context, p_args);
END
$$;
COMMENT ON FUNCTION work.verb_clock IS '补正中止与恢复计时（内部）';
