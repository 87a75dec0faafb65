-- The next job for a worker, locked so that no two take one: one that waits, or one whose worker has fallen silent. No row: nothing to do.
CREATE OR REPLACE FUNCTION jobs.take(p_city text, p_worker text, p_silence_seconds integer)
RETURNS SETOF jobs.job
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_job jobs.job;
BEGIN
  LOOP
    SELECT j.* INTO v_job FROM jobs.job j WHERE j.city = p_city
      AND (j.state = 'waiting' OR j.state = 'running' AND j.beat_at < clock_timestamp() - make_interval(secs => p_silence_seconds))
      ORDER BY j.job LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
      RETURN;
    ELSIF v_job.is_cancel_asked THEN
      PERFORM jobs.close(v_job, 'cancelled', NULL, NULL);
    ELSIF v_job.attempts >= (SELECT k.most_attempts FROM jobs.kind k WHERE (k.city, k.kind) = (v_job.city, v_job.kind)) THEN
      PERFORM jobs.close(v_job, 'failed', NULL, format('执行者 %s 次中断', v_job.attempts));
    ELSE
      EXIT;
    END IF;
  END LOOP;
  RETURN QUERY UPDATE jobs.job j SET state = 'running', worker = p_worker, attempts = j.attempts + 1, begun_at = clock_timestamp(), beat_at = clock_timestamp(),
      progress = '{}' WHERE (j.city, j.job) = (v_job.city, v_job.job) RETURNING j.*;
  PERFORM pg_notify('yaosu_jobs', jsonb_build_object('city', p_city, 'job', v_job.job, 'state', 'running')::text);
END
$$;
GRANT EXECUTE ON FUNCTION jobs.take TO yaosu_app;
COMMENT ON FUNCTION jobs.take IS '执行者领取任务';
