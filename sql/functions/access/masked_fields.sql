-- The same for all fields of an object.
CREATE OR REPLACE FUNCTION access.masked_fields(p_fields jsonb)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_fields || coalesce((SELECT jsonb_object_agg(f.key, access.masked(f.key, f.value)) FROM jsonb_each_text(p_fields) f
    WHERE access.is_personal(f.key) AND f.value IS NOT NULL), '{}')
$$;
GRANT EXECUTE ON FUNCTION access.masked_fields TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION access.masked_fields IS '个人信息脱敏（对象）';
