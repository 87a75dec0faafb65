-- The answer of one to whom a task was given to draft (委派): it goes back to whose it is, with the draft.
CREATE OR REPLACE FUNCTION work.hand_back(p_task work.task, p_person text, p_outcome text, p_form jsonb, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  UPDATE work.task SET person = delegated_by, delegated_by = NULL, form = p_form WHERE (city, task) = (p_task.city, p_task.task);
  PERFORM work.note_event(v_matter, p_task.task, 'draft', p_person, NULL, p_day, context, jsonb_build_object('outcome', p_outcome, 'form', p_form));
  PERFORM work.notify(p_task.city, format('draft:%s:%s', p_task.task, p_day), 'told', p_task.unit, p_task.role, p_task.delegated_by, p_task.number,
    p_task.task, v_matter.project, format('委派的任务已提交草稿：%s', v_matter.title), p_day, p_task.due);
END
$$;
COMMENT ON FUNCTION work.hand_back IS '委派任务交回（内部）';
