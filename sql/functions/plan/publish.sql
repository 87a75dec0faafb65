-- Publishes an adopted run (L20.3): from now on its awards, and what was said to those left out, stand in the public views.
CREATE OR REPLACE FUNCTION plan.publish(context jsonb, p_run integer)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run plan.run;
BEGIN
  SELECT * INTO v_run FROM plan.run WHERE city = context->>'city' AND run = p_run FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有编号为 % 的方案', p_run USING ERRCODE = 'YS102', HINT = '用 yaosu plan list 查看方案编号。';
  END IF;
  IF v_run.adopted_at IS NULL THEN
    RAISE EXCEPTION '方案 % 还没有采纳，不能公布', p_run USING ERRCODE = 'YS105', HINT = format('先运行 yaosu plan adopt %s。', p_run);
  END IF;
  IF v_run.published_at IS NULL THEN
    UPDATE plan.run SET published_at = clock_timestamp(), published_by = context->>'actor' WHERE city = v_run.city AND run = p_run;
    PERFORM pg_notify('yaosu_plan', jsonb_build_object('city', v_run.city, 'run', p_run, 'event', 'published')::text);
  END IF;
  RETURN plan.adoption(v_run.city, p_run) || jsonb_build_object('replayed', v_run.published_at IS NOT NULL);
END
$$;
GRANT EXECUTE ON FUNCTION plan.publish TO yaosu_app;
COMMENT ON FUNCTION plan.publish IS '公布已采纳方案的配置结果';
