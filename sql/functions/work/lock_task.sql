-- A task, with its case locked: two officers at the same moment act one after the other.
CREATE OR REPLACE FUNCTION work.lock_task(p_city text, p_task bigint)
RETURNS work.task
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_task work.task;
BEGIN
  -- The project first, as imports do: a change of its content locks it and then its cases.
  PERFORM FROM library.project p WHERE (p.city, p.code) = (SELECT m.city, m.project FROM work.matter m JOIN work.task t ON (t.city, t.number) = (m.city, m.number)
    WHERE (t.city, t.task) = (p_city, p_task)) FOR NO KEY UPDATE;
  PERFORM FROM work.matter m WHERE (m.city, m.number) = (p_city, (SELECT t.number FROM work.task t WHERE (t.city, t.task) = (p_city, p_task))) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有任务 %', p_task USING ERRCODE = 'YS306', HINT = 'yaosu inbox --as 人员 列出待办任务。';
  END IF;
  SELECT * INTO v_task FROM work.task WHERE (city, task) = (p_city, p_task);
  RETURN v_task;
END
$$;
COMMENT ON FUNCTION work.lock_task IS '锁定任务及其事项（内部）';
