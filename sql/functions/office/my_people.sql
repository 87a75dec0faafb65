-- People whom a person of an enterprise sees: those of the own unit, and those who serve its projects.
CREATE OR REPLACE FUNCTION office.my_people()
RETURNS TABLE (city text, person text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH mine AS (
    SELECT u.city, u.code, u.credit_code, u.name FROM office.post p JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
    WHERE p.person = current_setting('yaosu.person', true))
  SELECT o.city::text, o.person::text FROM mine m JOIN office.post o ON (o.city, o.unit) = (m.city, m.code)
  UNION
  SELECT s.city::text, s.person::text FROM mine m
  JOIN library.project p ON p.city = m.city AND (p.credit_code = m.credit_code OR p.credit_code IS NULL AND p.owner = m.name)
  JOIN work.service s ON (s.city, s.project) = (p.city, p.code)
$$;
GRANT EXECUTE ON FUNCTION office.my_people TO yaosu_app, yaosu_report, yaosu_officer, yaosu_service;
COMMENT ON FUNCTION office.my_people IS '企业人员可见的人员（行级安全）';
