-- A worker says that it lives and how far it is. Returns whether somebody asked to stop; refuses a worker whose job was given to another.
CREATE OR REPLACE FUNCTION jobs.beat(p_city text, p_job bigint, p_worker text, p_progress jsonb)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_asked boolean;
BEGIN
  UPDATE jobs.job SET beat_at = clock_timestamp(), progress = coalesce(p_progress, progress)
    WHERE (city, job, worker, state) = (p_city, p_job, p_worker, 'running') RETURNING is_cancel_asked INTO v_asked;
  IF NOT FOUND THEN
    RAISE EXCEPTION '任务 % 已不由 % 执行', p_job, p_worker USING ERRCODE = 'YS409';
  END IF;
  PERFORM pg_notify('yaosu_jobs', jsonb_build_object('city', p_city, 'job', p_job, 'state', 'running')::text);
  RETURN v_asked;
END
$$;
GRANT EXECUTE ON FUNCTION jobs.beat TO yaosu_app;
COMMENT ON FUNCTION jobs.beat IS '任务心跳与进度';
