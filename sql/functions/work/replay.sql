-- The first answer to a key, or NULL. The same key for something else is refused.
CREATE OR REPLACE FUNCTION work.replay(context jsonb, p_what text, p_hash text)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_request work.request;
BEGIN
  IF coalesce(context->>'key', '') = '' THEN RETURN NULL; END IF;
  -- Two retries at the same moment: the second waits for the first and then reads its answer.
  PERFORM pg_advisory_xact_lock(hashtextextended('yaosu.work.' || (context->>'city') || '.' || (context->>'key'), 0));
  SELECT * INTO v_request FROM work.request WHERE (city, key) = (context->>'city', context->>'key');
  IF v_request.key IS NULL THEN RETURN NULL; END IF;
  IF (v_request.what, v_request.hash) IS DISTINCT FROM (p_what, p_hash) THEN
    RAISE EXCEPTION '业务键 % 已用于其他内容', context->>'key' USING ERRCODE = 'YS315',
      DETAIL = core.in_english(format('the key %s was used for something else', context->>'key')),
      HINT = '重试用同样的内容，另一件事用另一个键。';
  END IF;
  RETURN v_request.answer || '{"replayed": true}';
END
$$;
COMMENT ON FUNCTION work.replay IS '幂等键的首次结果（内部）';
