-- 延期: who has the task asks for a later day, with a reason; the leading unit says yes or no. One request at a time; never an edit.
CREATE OR REPLACE FUNCTION work.verb_extend(p_task work.task, p_person text, p_verb text, p_args jsonb, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_asked work.event;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  SELECT * INTO v_asked FROM work.event WHERE (city, task) = (p_task.city, p_task.task) AND verb IN ('extend', 'extend_yes', 'extend_no')
    ORDER BY event DESC LIMIT 1;
  IF p_verb = 'extend' THEN
    PERFORM work.check_turn(p_task, p_person, p_day);
    IF v_asked.verb = 'extend' THEN
      RAISE EXCEPTION '任务 % 已申请延期到 %，尚未答复', p_task.task, v_asked.detail->>'due' USING ERRCODE = 'YS316',
        DETAIL = core.in_english(format('task %s has asked for %s already and waits for the answer', p_task.task, v_asked.detail->>'due'));
    ELSIF NOT core.is_day(coalesce(p_args->>'due', '')) OR (p_args->>'due')::date <= coalesce(p_task.due, p_day) THEN
      RAISE EXCEPTION '延期日期应晚于现在的期限 %', coalesce(p_task.due, p_day) USING ERRCODE = 'YS316',
        DETAIL = core.in_english(format('the day asked for should be after the deadline %s', coalesce(p_task.due, p_day))),
        HINT = '--due 2026-08-01';
    END IF;
    PERFORM work.notify(p_task.city, format('extend:%s:%s', p_task.task, p_args->>'due'), 'told', v_matter.unit, NULL, NULL, p_task.number, p_task.task,
      v_matter.project, format('申请延期到 %s：%s（%s）', p_args->>'due', v_matter.title, context->>'reason'), p_day, NULL);
  ELSE
    PERFORM work.check_lead(v_matter, p_task, p_person, p_day);
    IF v_asked.verb IS DISTINCT FROM 'extend' THEN
      RAISE EXCEPTION '任务 % 没有待答复的延期申请', p_task.task USING ERRCODE = 'YS316',
        DETAIL = core.in_english(format('nobody has asked for a later day of task %s', p_task.task));
    ELSIF v_asked.person = p_person THEN
      RAISE EXCEPTION '% 不能答复自己的延期申请', p_person USING ERRCODE = 'YS313',
        DETAIL = core.in_english(format('%s can''t answer the own request', p_person));
    END IF;
    IF p_verb = 'extend_yes' THEN
      UPDATE work.task SET due = work.due(city, (v_asked.detail->>'due')::date, '{"unit": "days", "amount": 0}') WHERE (city, task) = (p_task.city, p_task.task);
    END IF;
  END IF;
  PERFORM work.note_event(v_matter, p_task.task, p_verb, p_person, NULL, p_day, context, p_args);
END
$$;
COMMENT ON FUNCTION work.verb_extend IS '延期申请与答复（内部）';
