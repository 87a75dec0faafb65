-- Cities in which the person of this transaction works for an office: headquarters, conference, department, county, zone, township.
CREATE OR REPLACE FUNCTION office.my_cities()
RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT p.city::text FROM office.post p JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
  WHERE p.person = current_setting('yaosu.person', true) AND u.kind <> 'enterprise'
$$;
GRANT EXECUTE ON FUNCTION office.my_cities TO yaosu_app, yaosu_report, yaosu_officer, yaosu_service;
COMMENT ON FUNCTION office.my_cities IS '本人任职机关所在城市（行级安全）';
