-- A task, with its case locked: two officers at the same moment act one after the other.
CREATE OR REPLACE FUNCTION work.lock_task(p_city text, p_task bigint)
RETURNS work.task
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_task work.task;
  v_number integer;
  v_project text;
BEGIN
  SELECT m.number, m.project INTO v_number, v_project FROM work.task t JOIN work.matter m ON m.city = t.city AND m.number = t.number
    WHERE t.city = p_city AND t.task = p_task;
  -- The project first, as imports do: a change of its content locks it and then its cases.
  PERFORM FROM library.project p WHERE p.city = p_city AND p.code = v_project FOR NO KEY UPDATE;
  PERFORM FROM work.matter m WHERE m.city = p_city AND m.number = v_number FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有任务 %', p_task USING ERRCODE = 'YS306',
      DETAIL = core.in_english(format('there is no task %s', p_task)),
      HINT = 'yaosu inbox --as 人员 列出待办任务。';
  END IF;
  SELECT * INTO v_task FROM work.task WHERE city = p_city AND task = p_task;
  RETURN v_task;
END
$$;
COMMENT ON FUNCTION work.lock_task IS '锁定任务及其事项（内部）';
