-- Notes a sign-in that failed. Names that nobody has are cut and noted as they were typed, never the password.
CREATE OR REPLACE FUNCTION access.refused(context jsonb, p_why text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT access.note(context - 'person', 'sign_in_refused', left(context->>'person', 64), jsonb_build_object('why', p_why))
$$;
GRANT EXECUTE ON FUNCTION access.refused TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.refused IS '记录失败的登录';
