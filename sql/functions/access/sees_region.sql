-- Whether who asks may see a region: the same that policy.visible_region says, for functions that read with rights of their own.
CREATE OR REPLACE FUNCTION access.sees_region(p_city text, p_region text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer') OR EXISTS (SELECT FROM office.post t
    JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit) AND u.kind <> 'enterprise'
    JOIN office.person o ON (o.city, o.code) = (t.city, t.person) AND o.is_active
    WHERE t.city = p_city AND t.person = current_setting('yaosu.person', true) AND (u.region IN (u.city, p_region) OR p_region = p_city))
$$;
GRANT EXECUTE ON FUNCTION access.sees_region TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION access.sees_region IS '是否可见某县市区';
