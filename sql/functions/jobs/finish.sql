-- A worker ends its job: done with a result, cancelled, or failed with the reason in words.
CREATE OR REPLACE FUNCTION jobs.finish(p_city text, p_job bigint, p_worker text, p_state text, p_result jsonb, p_fault text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_job jobs.job;
BEGIN
  SELECT * INTO v_job FROM jobs.job WHERE (city, job, worker, state) = (p_city, p_job, p_worker, 'running') FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '任务 % 已不由 % 执行', p_job, p_worker USING ERRCODE = 'YS409';
  END IF;
  PERFORM jobs.close(v_job, p_state, p_result, p_fault);
END
$$;
GRANT EXECUTE ON FUNCTION jobs.finish TO yaosu_app;
COMMENT ON FUNCTION jobs.finish IS '完成任务';
