-- Deposits quota (入库). Lines: ledger.line_shape('deposit').
CREATE OR REPLACE FUNCTION ledger.deposit(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('deposit', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.deposit TO yaosu_app;
COMMENT ON FUNCTION ledger.deposit IS '入库';
