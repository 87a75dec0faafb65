-- Whether who asks may see a project: the same that row security says of library.project, for functions that read with rights of their own.
CREATE OR REPLACE FUNCTION access.sees_project(p_city text, p_project text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT current_setting('role') NOT IN ('yaosu_service', 'yaosu_officer') OR EXISTS (SELECT FROM library.project p
    JOIN office.post t ON t.city = p.city AND t.person = current_setting('yaosu.person', true)
    JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
    JOIN office.person o ON (o.city, o.code) = (t.city, t.person) AND o.is_active
    WHERE (p.city, p.code) = (p_city, p_project) AND CASE WHEN u.kind = 'enterprise'
      THEN u.credit_code = p.credit_code OR p.credit_code IS NULL AND u.name = p.owner ELSE u.region IN (u.city, p.region) OR p.region = p.city END)
$$;
GRANT EXECUTE ON FUNCTION access.sees_project TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION access.sees_project IS '是否可见某项目';
