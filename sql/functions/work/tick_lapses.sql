-- Of the daily job: where the procedure says what a missed deadline means (`lapse`), that happens; nowhere else.
CREATE OR REPLACE FUNCTION work.tick_lapses(p_city text, p_day date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t record;
  v_task work.task;
  n integer := 0;
BEGIN
  FOR t IN SELECT x.task, s.content->>'lapse' AS outcome FROM work.task x JOIN work.step s USING (city, procedure, version, step)
    WHERE x.city = p_city AND x.state = 'open' AND x.due < p_day AND s.content ? 'lapse' ORDER BY x.task
  LOOP
    v_task := work.lock_task(p_city, t.task);
    CONTINUE WHEN v_task.state <> 'open';
    BEGIN
      PERFORM work.complete(v_task, t.outcome, '{}', NULL, NULL, p_day, jsonb_build_object('reason', format('期限 %s 届满', v_task.due)));
      n := n + 1;
    EXCEPTION WHEN OTHERS THEN
      PERFORM work.tick_failed(p_city, p_day, format('任务 %s', t.task), v_task.number, NULL, SQLSTATE, SQLERRM);
    END;
  END LOOP;
  RETURN n;
END
$$;
COMMENT ON FUNCTION work.tick_lapses IS '每日作业：到期按规则处理（内部）';
