-- Refuses who holds none of these roles. A session of the service acts only for the person that it resumed; the CLI, as owner of the database, is trusted.
CREATE OR REPLACE FUNCTION access.require(context jsonb, p_roles text[])
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer') THEN
    RETURN;
  ELSIF coalesce(current_setting('yaosu.person', true), '') <> coalesce(context->>'person', '-') THEN
    RAISE EXCEPTION '% 不能以 % 的名义办理', current_setting('yaosu.person', true), context->>'person' USING ERRCODE = 'YS405';
  ELSIF NOT EXISTS (SELECT FROM office.post p WHERE (p.city, p.person) = (context->>'city', context->>'person') AND p.role = ANY (p_roles)) THEN
    RAISE EXCEPTION '需要角色：%', (SELECT string_agg(r.name, '、' ORDER BY r.code) FROM office.role r WHERE r.city = context->>'city' AND r.code = ANY (p_roles))
      USING ERRCODE = 'YS405';
  END IF;
END
$$;
COMMENT ON FUNCTION access.require IS '检查角色（内部）';
