-- Ends a freeze. Lines: ledger.line_shape('unfreeze').
CREATE OR REPLACE FUNCTION ledger.unfreeze(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('unfreeze', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.unfreeze TO yaosu_app;
COMMENT ON FUNCTION ledger.unfreeze IS '解冻';
