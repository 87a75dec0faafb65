-- What moved since a run's snapshot in a way that its adoption would feel: one row for each pool that no longer holds what the plan
-- takes, and for each awarded project whose content changed, that left, or that holds something else now.
CREATE OR REPLACE FUNCTION plan.moved_since(p_city text, p_run integer)
RETURNS TABLE (kind text, region text, factor text, vintage integer, project text, expected bigint, found bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  -- Once, not for each pool of the plan, whatever the planner believes of tables that have no statistics yet.
  WITH balance AS MATERIALIZED (SELECT region, factor, vintage, available FROM ledger.pool_balance WHERE city = p_city)
  SELECT 'pool', p.region, p.factor, p.vintage::int, NULL, p.given + p.moved_out - p.moved_in, coalesce(b.available, 0)
    FROM plan.pool p
    JOIN plan.run r USING (city, run)
    LEFT JOIN balance b ON (b.region, b.factor, b.vintage) = (p.region, p.factor, p.vintage)
    WHERE p.city = p_city AND p.run = p_run AND p.vintage = r.vintage
      AND p.given + p.moved_out - p.moved_in > coalesce(b.available, 0)
  UNION ALL
  SELECT CASE WHEN j.stage = 'out' THEN 'project_out' ELSE 'project_changed' END, c.region, NULL, NULL, c.project, NULL, NULL
    FROM plan.candidate c
    JOIN plan.run r USING (city, run)
    JOIN library.project j ON (j.city, j.code) = (c.city, c.project)
    WHERE c.city = p_city AND c.run = p_run AND c.served_in = r.vintage
      AND (j.stage = 'out' OR j.content_hash IS DISTINCT FROM c.content_hash)
  UNION ALL
  SELECT 'project_holds', c.region, NULL, NULL, c.project, NULL, NULL
    FROM plan.candidate c
    JOIN plan.run r USING (city, run)
    WHERE c.city = p_city AND c.run = p_run AND c.served_in = r.vintage
      AND EXISTS (SELECT FROM ledger.batch b JOIN ledger.entry e USING (city, batch)
        JOIN ledger.account a ON a.city = e.city AND a.account IN (e.from_account, e.to_account)
        WHERE b.city = c.city AND b.batch > r.ledger_batch AND a.project = c.project)
$$;
GRANT EXECUTE ON FUNCTION plan.moved_since TO yaosu_app;
COMMENT ON FUNCTION plan.moved_since IS '快照之后发生的、影响采纳的变动';
