-- 催办: those who have the task are reminded, once a day.
CREATE OR REPLACE FUNCTION work.verb_urge(p_task work.task, p_person text, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  PERFORM work.check_lead(v_matter, p_task, p_person, p_day);
  IF p_task.state <> 'open' THEN
    RAISE EXCEPTION '任务 % 已不在办理中', p_task.task USING ERRCODE = 'YS307',
      DETAIL = core.in_english(format('task %s isn''t open any more', p_task.task));
  END IF;
  IF work.notify(p_task.city, format('urge:%s:%s', p_task.task, p_day), 'urge', p_task.unit, p_task.role, p_task.person, p_task.number, p_task.task,
      v_matter.project, concat_ws('：', '催办', v_matter.title, context->>'reason'), p_day, p_task.due) THEN
    PERFORM work.note_event(v_matter, p_task.task, 'urge', p_person, NULL, p_day, context, '{}');
  END IF;
END
$$;
COMMENT ON FUNCTION work.verb_urge IS '催办（内部）';
