-- Ends a job (internal).
CREATE OR REPLACE FUNCTION jobs.close(p_job jobs.job, p_state text, p_result jsonb, p_fault text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE jobs.job SET state = p_state, result = p_result, fault = left(p_fault, 10000), ended_at = clock_timestamp() WHERE (city, job) = (p_job.city, p_job.job);
  PERFORM pg_notify('yaosu_jobs', jsonb_build_object('city', p_job.city, 'job', p_job.job, 'state', p_state)::text);
END
$$;
COMMENT ON FUNCTION jobs.close IS '结束任务（内部）';
