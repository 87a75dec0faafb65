-- Writes an answer and lets the case go on. p_person NULL: the daily job, where the rule says that a deadline decides.
CREATE OR REPLACE FUNCTION work.complete(p_task work.task, p_outcome text, p_form jsonb, p_person text, p_for text, p_day date, context jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_step work.step;
  v_outcome work.outcome;
  v_form jsonb;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  v_step := work.step_of(v_matter, p_task.step);
  -- Conditions of an answer read the form that comes with it, too.
  IF jsonb_typeof(p_form) = 'object' THEN v_matter.data := v_matter.data || p_form; END IF;
  v_outcome := work.outcome_of(v_matter, v_step, p_outcome, p_day);
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  v_form := work.take_form(v_matter, p_task.task, coalesce(v_outcome.content->>'form', v_step.content->>'form'), p_form,
    ARRAY(SELECT jsonb_array_elements_text(v_outcome.content->'requires')), p_day);
  UPDATE work.task SET state = 'done', outcome = p_outcome, form = v_form, done_by = p_person, done_for = nullif(p_for, p_person), done_on = p_day
    WHERE (city, task) = (p_task.city, p_task.task);
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_task.city, p_task.number);
  PERFORM work.note_event(v_matter, p_task.task, 'act', p_person, p_for, p_day, context, jsonb_strip_nulls(jsonb_build_object('step', v_step.step,
    'outcome', p_outcome, 'title', v_step.title || '：' || v_outcome.title, 'round', p_task.round,
    'last_task', (SELECT max(x.task) FROM work.task x WHERE x.city = p_task.city AND x.number = p_task.number), 'late', CASE WHEN p_day > p_task.due THEN p_day - p_task.due END)));
  PERFORM work.apply(v_matter, p_task.task, v_outcome.content->'do', p_day, p_person, context);
  IF v_step.mode = 'one' THEN
    PERFORM work.follow(v_matter, v_step.step, p_outcome, v_outcome.content->'to', coalesce((v_outcome.content->>'again')::boolean, false), p_day);
  ELSE
    PERFORM work.count_answers(v_matter, v_step, p_task.round, p_day);
  END IF;
  PERFORM work.check_alive(p_task.city, p_task.number);
END
$$;
COMMENT ON FUNCTION work.complete IS '写入办理结果并流转（内部）';
