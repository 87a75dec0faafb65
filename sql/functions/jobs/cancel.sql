-- Asks a job to stop: at once while it waits, at its next beat while it runs. One's own, or anybody's by the system administrator.
CREATE OR REPLACE FUNCTION jobs.cancel(context jsonb, p_job bigint)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_job jobs.job;
BEGIN
  SELECT * INTO v_job FROM jobs.job WHERE (city, job) = (context->>'city', p_job) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有任务 %', p_job USING ERRCODE = 'YS407';
  END IF;
  IF v_job.person = context->>'person' THEN
    PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  ELSE
    PERFORM access.require(context, ARRAY['system_admin']);
  END IF;
  IF v_job.state = 'waiting' THEN
    UPDATE jobs.job SET is_cancel_asked = true WHERE (city, job) = (v_job.city, v_job.job);
    PERFORM jobs.close(v_job, 'cancelled', NULL, NULL);
    RETURN 'cancelled';
  ELSIF v_job.state = 'running' THEN
    UPDATE jobs.job SET is_cancel_asked = true WHERE (city, job) = (v_job.city, v_job.job);
    RETURN 'running';
  END IF;
  RETURN v_job.state;
END
$$;
GRANT EXECUTE ON FUNCTION jobs.cancel TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION jobs.cancel IS '取消任务';
