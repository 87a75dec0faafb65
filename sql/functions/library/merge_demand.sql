-- Brings staged demand of projects that were there already (pg_temp.import_merged) into the library: for each project and factor that the
-- file names, its rows replace what was there. A verified demand stays verified as long as its quantity does not change. What was there
-- goes to library.demand_history.
CREATE OR REPLACE FUNCTION library.merge_demand(p_city text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city core.code := p_city;
BEGIN
  MERGE INTO library.demand t
  USING (
    SELECT coalesce(s.code, d.project) AS project, coalesce(s.factor, d.factor) AS factor,
      CASE WHEN s.code IS NULL THEN d.year ELSE s.year END AS year, coalesce(s.phase, d.phase) AS phase, s.quantity,
      CASE WHEN d.standing = 'verified' AND d.quantity = s.quantity THEN d.standing ELSE s.standing END AS standing,
      CASE WHEN d.standing = 'verified' AND d.quantity = s.quantity THEN d.basis ELSE s.basis END AS basis
    FROM (SELECT s.* FROM pg_temp.staged_demand s JOIN pg_temp.import_merged m USING (code)) s
    FULL JOIN (SELECT d.* FROM library.demand d WHERE d.city = v_city
        AND (d.project, d.factor) IN (SELECT code, factor FROM pg_temp.staged_demand JOIN pg_temp.import_merged m USING (code))) d
      ON (d.project, d.factor, d.phase, coalesce(d.year, 0)) = (s.code, s.factor, s.phase, coalesce(s.year, 0))
  ) n
  ON t.city = v_city AND t.project = n.project AND t.factor = n.factor AND t.phase = n.phase AND coalesce(t.year, 0) = coalesce(n.year, 0)
  WHEN MATCHED AND n.quantity IS NULL THEN DELETE
  WHEN MATCHED AND (t.quantity, t.standing, t.basis) IS DISTINCT FROM (n.quantity, n.standing, n.basis) THEN
    UPDATE SET quantity = n.quantity, standing = n.standing, basis = n.basis
  WHEN NOT MATCHED THEN
    INSERT (city, project, factor, year, phase, quantity, standing, basis)
    VALUES (v_city, n.project, n.factor, n.year, n.phase, n.quantity, n.standing, n.basis);
END
$$;
COMMENT ON FUNCTION library.merge_demand IS '把暂存的要素需求并入项目库';
