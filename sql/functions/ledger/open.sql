-- Opening balances, old grants and expected plans with their true dates. Lines: ledger.line_shape('open').
CREATE OR REPLACE FUNCTION ledger.open(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('open', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.open TO yaosu_app;
COMMENT ON FUNCTION ledger.open IS '期初';
