-- A field as the service shows it: of what is personal the first sign of a name, or the first three and last two of a number. Whoever needs the rest says why
-- (access.unmask). The database's own tools, trusted as they are, see it whole.
CREATE OR REPLACE FUNCTION access.masked(p_field text, p_value text)
RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_value IS NULL OR p_value = '' OR NOT access.is_personal(p_field) OR current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer') THEN p_value
    WHEN p_field = 'phone' AND length(p_value) >= 8 THEN left(p_value, 3) || '****' || right(p_value, 2)
    WHEN p_field = 'phone' THEN '****'
    ELSE left(p_value, 1) || '**' END
$$;
GRANT EXECUTE ON FUNCTION access.masked TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION access.masked IS '个人信息脱敏';
