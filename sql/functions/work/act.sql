-- Does a task (办理): answers it with one of its outcomes and a form. context: {city, person, date?, key?, reason?, document?}.
CREATE OR REPLACE FUNCTION work.act(context jsonb, p_task bigint, p_outcome text, p_form jsonb DEFAULT '{}')
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_person office.person := work.actor(context);
  v_day date := work.day_of(context);
  v_hash text := work.hash_of(p_task::text, p_outcome, p_form::text, context->>'person');
  v_answer jsonb := work.replay(context, 'act', v_hash);
  v_task work.task;
  v_for text;
BEGIN
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  v_task := work.lock_task(v_city, p_task);
  v_for := work.check_turn(v_task, v_person.code, v_day);
  IF v_task.delegated_by IS NOT NULL THEN
    PERFORM work.hand_back(v_task, v_person.code, p_outcome, p_form, v_day, context);
  ELSE
    PERFORM work.complete(v_task, p_outcome, p_form, v_person.code, v_for, v_day, context);
  END IF;
  RETURN work.remember(context, 'act', v_hash, work.answer(v_city, v_task.number));
END
$$;
GRANT EXECUTE ON FUNCTION work.act TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.act IS '办理任务';
