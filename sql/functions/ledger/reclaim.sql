-- Takes back what is not used, to the pools that it came from (L20.5, L29). Lines: ledger.line_shape('reclaim').
CREATE OR REPLACE FUNCTION ledger.reclaim(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('reclaim', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.reclaim TO yaosu_app;
COMMENT ON FUNCTION ledger.reclaim IS '收回';
