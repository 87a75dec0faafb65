-- Whether who asks sees the whole city: for functions that read with rights of their own. The CLI, as owner of the database, is trusted.
CREATE OR REPLACE FUNCTION access.sees_city(p_city text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer')
    OR coalesce((access.person_facts(p_city, current_setting('yaosu.person', true))->>'isCity')::boolean, false)
$$;
GRANT EXECUTE ON FUNCTION access.sees_city TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION access.sees_city IS '是否可见全市';
