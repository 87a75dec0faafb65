-- Opens one task, with its deadline and the notice to whom it goes.
CREATE OR REPLACE FUNCTION work.open_task(p_matter work.matter, p_step work.step, p_unit text, p_role text, p_person text, p_day date, p_added boolean)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_task bigint;
  v_term jsonb := p_step.content->'due';
  v_due date;
BEGIN
  -- A day that a form has named is a deadline too, as it is.
  v_due := CASE WHEN v_term ? 'field' THEN (p_matter.data->>(v_term->>'field'))::date ELSE work.due(p_matter.city, p_day, v_term) END;
  INSERT INTO work.task (city, number, procedure, version, step, round, unit, role, person, is_added, opened_on, due)
    VALUES (p_matter.city, p_matter.number, p_matter.procedure, p_matter.version, p_step.step, p_matter.round, p_unit, p_role, p_person, p_added,
      p_day, v_due)
    RETURNING task INTO v_task;
  PERFORM work.notify(p_matter.city, format('new:%s', v_task), 'new', p_unit, p_role, p_person, p_matter.number, v_task, p_matter.project,
    format('%s：%s', p_step.title, p_matter.title), p_day, v_due);
  RETURN v_task;
END
$$;
COMMENT ON FUNCTION work.open_task IS '生成一项任务（内部）';
