-- Keeps the answer to a key, for retries.
CREATE OR REPLACE FUNCTION work.remember(context jsonb, p_what text, p_hash text, p_answer jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(context->>'key', '') <> '' THEN
    INSERT INTO work.request (city, key, what, hash, answer) VALUES (context->>'city', context->>'key', p_what, p_hash, p_answer);
  END IF;
  RETURN p_answer || '{"replayed": false}';
END
$$;
COMMENT ON FUNCTION work.remember IS '记住幂等键的结果（内部）';
