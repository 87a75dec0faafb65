-- A case arrives at a step: opens its tasks, or waits for the steps that it needs, or ends.
CREATE OR REPLACE FUNCTION work.enter(p_city text, p_number integer, p_step text, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_step work.step;
  v_need text;
BEGIN
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_city, p_number);
  IF v_matter.status = 'closed' THEN RETURN; END IF;
  v_step := work.step_of(v_matter, p_step);
  FOR v_need IN SELECT jsonb_array_elements_text(v_step.content->'needs') LOOP
    IF NOT work.step_done(v_matter, v_need) THEN RETURN; END IF;
  END LOOP;
  IF v_step.mode = 'end' THEN
    PERFORM work.close(v_matter, v_step, p_day);
    RETURN;
  END IF;
  -- Two branches may meet here: the second finds it open.
  IF EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.step, t.round) = (p_city, p_number, p_step, v_matter.round)
      AND t.state IN ('open', 'suspended')) THEN
    RETURN;
  END IF;
  IF work.open_tasks(v_matter, v_step, p_day) = 0 THEN
    PERFORM work.note_event(v_matter, NULL, 'skip', NULL, NULL, p_day, '{}', jsonb_build_object('step', p_step, 'round', v_matter.round));
    PERFORM work.settle_step(v_matter, v_step, p_day);
  END IF;
END
$$;
COMMENT ON FUNCTION work.enter IS '进入步骤（内部）';
