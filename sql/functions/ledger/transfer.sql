-- Paid transfer between pools (L17.3, L18.2). Lines: ledger.line_shape('transfer').
CREATE OR REPLACE FUNCTION ledger.transfer(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('transfer', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.transfer TO yaosu_app;
COMMENT ON FUNCTION ledger.transfer IS '有偿调剂';
