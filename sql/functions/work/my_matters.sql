-- Cases that lie or lay with a unit of the person of this transaction, whatever their region: a task of it, or the case itself.
CREATE OR REPLACE FUNCTION work.my_matters()
RETURNS TABLE (city text, number integer)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, pg_temp AS $$
  WITH mine AS (SELECT p.city, p.unit FROM office.post p
    WHERE current_setting('role') = 'yaosu_officer' AND p.person = current_setting('yaosu.person', true))
  SELECT t.city::text, t.number FROM mine p JOIN work.task t ON (t.city, t.unit) = (p.city, p.unit)
  UNION
  SELECT m.city::text, m.number FROM mine p JOIN work.matter m ON (m.city, m.unit) = (p.city, p.unit)
$$;
GRANT EXECUTE ON FUNCTION work.my_matters TO yaosu_app, yaosu_report, yaosu_officer;
COMMENT ON FUNCTION work.my_matters IS '本单位的事项（行级安全）';
