-- Beside its region: a case is seen by the whole city's offices, and by a unit that has or had a task of it or was told of it.
CREATE OR REPLACE FUNCTION work.sees_matter(p_city text, p_number integer)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN current_setting('role') = 'yaosu_officer' THEN
    EXISTS (SELECT FROM office.post p JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
      WHERE p.city = p_city AND p.person = current_setting('yaosu.person', true)
        AND (u.region = u.city AND u.kind NOT IN ('enterprise', 'township')
          OR EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.unit) = (p_city, p_number, p.unit))
          OR EXISTS (SELECT FROM work.matter m WHERE (m.city, m.number, m.unit) = (p_city, p_number, p.unit))))
  ELSE EXISTS (SELECT FROM policy.access a WHERE a.city = p_city AND a.region IS NULL
    AND a.role_name = CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END)
  END
$$;
GRANT EXECUTE ON FUNCTION work.sees_matter TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION work.sees_matter IS '可见事项（行级安全）';
