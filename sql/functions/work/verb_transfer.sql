-- 转办: somebody else of the same unit has the task by name. 委派: somebody drafts the answer, and the task comes back.
CREATE OR REPLACE FUNCTION work.verb_transfer(p_task work.task, p_person text, p_verb text, p_args jsonb, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_for text := work.check_turn(p_task, p_person, p_day);
  v_matter work.matter;
BEGIN
  -- The draft goes back to whose the task is; who only drafts can't hand that on.
  IF p_task.delegated_by IS NOT NULL THEN
    RAISE EXCEPTION '任务 % 是 % 委派的，只能拟稿交回', p_task.task, p_task.delegated_by USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('task %s was given by %s to draft; it can only be handed back', p_task.task, p_task.delegated_by));
  END IF;
  IF NOT EXISTS (SELECT FROM office.person o WHERE (o.city, o.code) = (p_task.city, p_args->>'person') AND o.is_active
      AND EXISTS (SELECT FROM office.post p WHERE (p.city, p.person, p.unit) = (o.city, o.code, p_task.unit))) THEN
    RAISE EXCEPTION '% 不在办理单位 % 任职', coalesce(p_args->>'person', '（未写人员）'), p_task.unit USING ERRCODE = 'YS316',
      DETAIL = core.in_english(format('%s has no post in %s', coalesce(p_args->>'person', '(nobody named)'), p_task.unit)),
      HINT = 'yaosu officer list --unit 列出单位人员。';
  END IF;
  UPDATE work.task SET person = p_args->>'person', delegated_by = CASE p_verb WHEN 'delegate' THEN p_person ELSE delegated_by END
    WHERE (city, task) = (p_task.city, p_task.task);
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  PERFORM work.note_event(v_matter, p_task.task, p_verb, p_person, v_for, p_day, context, p_args);
  PERFORM work.notify(p_task.city, format('%s:%s:%s:%s', p_verb, p_task.task, p_args->>'person', p_day), 'new', p_task.unit, p_task.role, p_args->>'person',
    p_task.number, p_task.task, v_matter.project, format('%s：%s', CASE p_verb WHEN 'delegate' THEN '委派' ELSE '转办' END, v_matter.title), p_day, p_task.due);
END
$$;
COMMENT ON FUNCTION work.verb_transfer IS '转办、委派（内部）';
