-- Where the quota of a project came from: lot, source, what is in which state now (replacement plans must name their sources).
CREATE OR REPLACE FUNCTION ledger.trace_project(p_city text, p_project text)
RETURNS TABLE (factor text, vintage integer, pool_region text, state text, lot bigint, lot_region text, source text, document text,
  valid_to date, quantity bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.factor, a.vintage::int, a.region, a.kind, l.lot, l.region, l.source, b.document, l.valid_to, p.quantity
  FROM ledger.account a
  JOIN ledger.position p USING (city, account)
  JOIN ledger.lot l USING (city, lot)
  JOIN ledger.batch b ON (b.city, b.batch) = (l.city, l.batch)
  WHERE a.city = p_city AND a.project = p_project AND p.quantity > 0 AND access.sees_project(p_city, p_project)
  ORDER BY 1, 2, 3, 4, 5
$$;
GRANT EXECUTE ON FUNCTION ledger.trace_project TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION ledger.trace_project IS '项目指标的来源（批号、来源、文号）';
