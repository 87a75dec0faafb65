-- A token for a program that acts for the person who asks. `p_days`: how long it holds.
CREATE OR REPLACE FUNCTION access.issue_token(context jsonb, p_name text, p_secret_hash bytea, p_scopes text[], p_days integer)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_token bigint;
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  -- One at a time for an account: two that counted side by side would both be the twentieth.
  PERFORM FROM access.account WHERE (city, person) = (context->>'city', context->>'person') FOR UPDATE;
  IF p_days NOT BETWEEN 1 AND 366 OR coalesce(length(p_name), 0) NOT BETWEEN 1 AND 100 OR NOT p_scopes <@ ARRAY['read', 'write'] OR p_scopes = '{}' THEN
    RAISE EXCEPTION '令牌需要名称（1–100 字）、权限（read、write）和天数（1–366）' USING ERRCODE = 'YS406';
  ELSIF NOT EXISTS (SELECT FROM access.account WHERE (city, person) = (context->>'city', context->>'person') AND is_open) THEN
    RAISE EXCEPTION '% 没有账号', context->>'person' USING ERRCODE = 'YS407';
  ELSIF (SELECT count(*) >= 20 FROM access.token WHERE (city, person) = (context->>'city', context->>'person') AND revoked_at IS NULL AND until > clock_timestamp()) THEN
    RAISE EXCEPTION '每人最多 20 个有效令牌' USING ERRCODE = 'YS410';
  END IF;
  INSERT INTO access.token (city, person, name, secret_hash, scopes, until)
    VALUES (context->>'city', context->>'person', p_name, p_secret_hash, p_scopes, clock_timestamp() + make_interval(days => p_days)) RETURNING token INTO v_token;
  PERFORM access.note(context, 'token_issued', p_name, jsonb_build_object('token', v_token, 'scopes', p_scopes, 'days', p_days));
  RETURN v_token;
END
$$;
GRANT EXECUTE ON FUNCTION access.issue_token TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.issue_token IS '签发程序令牌';
