-- Where a lot went: every account that holds some of it now, as far as who asks sees its region and its project.
CREATE OR REPLACE FUNCTION ledger.trace_lot(p_city text, p_lot bigint)
RETURNS TABLE (state text, region text, factor text, vintage integer, project text, quantity bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.kind, a.region, a.factor, a.vintage::int, a.project, p.quantity
  FROM ledger.position p
  JOIN ledger.account a USING (city, account)
  WHERE p.city = p_city AND p.lot = p_lot AND p.quantity > 0
    AND access.sees_region(p_city, a.region) AND (a.project IS NULL OR access.sees_project(p_city, a.project))
  ORDER BY 1, 2, 5
$$;
GRANT EXECUTE ON FUNCTION ledger.trace_lot TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION ledger.trace_lot IS '某批指标的去向';
