-- Opens one task, with its deadline and the notice to whom it goes.
CREATE OR REPLACE FUNCTION work.open_task(p_matter work.matter, p_step work.step, p_unit text, p_role text, p_person text, p_day date, p_added boolean)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_task bigint;
  v_term jsonb := p_step.content->'due';
  v_due date;
BEGIN
  -- A day that a form has named is a deadline too; on a day off it is the next working day, as every other.
  IF v_term ? 'field' THEN
    v_due := (p_matter.data->>(v_term->>'field'))::date;
    IF v_due < p_day THEN
      RAISE EXCEPTION '“%”的期限 % 已经过去', p_step.title, v_due USING ERRCODE = 'YS314',
        DETAIL = core.in_english(format('the deadline %s of “%s” is past', v_due, p_step.title_en)), HINT = format('%s 或以后的日期。', p_day);
    END IF;
    v_due := work.due(p_matter.city, v_due, '{"unit": "days", "amount": 0}');
  ELSE
    v_due := work.due(p_matter.city, p_day, v_term);
  END IF;
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
