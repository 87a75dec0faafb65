-- Statistics of a young ledger, each time that its batches have doubled. Every index begins with the city, so that without statistics the planner
-- can't tell a row from a city; autovacuum looks only once a minute, and sessions keep the plans that they made before.
CREATE OR REPLACE FUNCTION ledger.refresh_statistics(p_batch bigint)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_batch >= 8 AND p_batch & (p_batch - 1) = 0 THEN
    ANALYZE ledger.counter, ledger.account, ledger.lot, ledger.position, ledger.entry, ledger.batch, ledger.freeze;
  END IF;
END
$$;
COMMENT ON FUNCTION ledger.refresh_statistics IS '更新台账统计信息（内部）';
