-- Cities whose cases are all seen by the person of this transaction (an office of the city itself), or by the role of a report.
CREATE OR REPLACE FUNCTION work.my_whole_cities()
RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.city::text FROM office.post p JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
  WHERE current_setting('role') = 'yaosu_officer' AND p.person = current_setting('yaosu.person', true)
    AND u.region = u.city AND u.kind NOT IN ('enterprise', 'township')
  UNION
  SELECT a.city::text FROM policy.access a
  WHERE current_setting('role') <> 'yaosu_officer' AND a.region IS NULL
    AND a.role_name = CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END
$$;
GRANT EXECUTE ON FUNCTION work.my_whole_cities TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION work.my_whole_cities IS '可见全部事项的城市（行级安全）';
