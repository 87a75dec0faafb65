-- Asks for long work. The same key gives the same job. `context`: {city, person, key}.
CREATE OR REPLACE FUNCTION jobs.ask(context jsonb, p_kind text, p_title text, p_payload jsonb)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_kind jobs.kind;
  v_job jobs.job;
BEGIN
  SELECT * INTO v_kind FROM jobs.kind WHERE (city, kind) = (v_city, p_kind);
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有后台任务 %', p_kind USING ERRCODE = 'YS407';
  END IF;
  PERFORM access.require(context, v_kind.roles), pg_advisory_xact_lock(hashtextextended('jobs.ask ' || v_city || ' ' || (context->>'person'), 0));
  SELECT * INTO v_job FROM jobs.job WHERE (city, key) = (v_city, context->>'key');
  IF FOUND THEN
    IF (v_job.kind, v_job.payload, v_job.person) IS DISTINCT FROM (p_kind::core.code, p_payload, (context->>'person')::core.code) THEN
      RAISE EXCEPTION '业务键已用于另一任务' USING ERRCODE = 'YS315', HINT = '用同样的内容重试，或换一个业务键。';
    END IF;
    RETURN v_job.job;
  ELSIF (SELECT count(*) >= 10 FROM jobs.job WHERE (city, person) = (v_city, context->>'person') AND state IN ('waiting', 'running')) THEN
    RAISE EXCEPTION '每人最多 10 个未完成的任务' USING ERRCODE = 'YS410', HINT = '等它们完成，或取消其中的一些。';
  END IF;
  INSERT INTO jobs.job (city, kind, key, title, payload, person) VALUES (v_city, p_kind, context->>'key', left(p_title, 300), p_payload, context->>'person')
    RETURNING * INTO v_job;
  PERFORM pg_notify('yaosu_jobs', jsonb_build_object('city', v_city, 'job', v_job.job, 'state', 'waiting')::text);
  RETURN v_job.job;
END
$$;
GRANT EXECUTE ON FUNCTION jobs.ask TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION jobs.ask IS '提交后台任务';
