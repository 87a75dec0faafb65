-- Settles advances when the plan comes (L17.1). Lines: ledger.line_shape('settle').
CREATE OR REPLACE FUNCTION ledger.settle(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('settle', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.settle TO yaosu_app;
COMMENT ON FUNCTION ledger.settle IS '预支核销';
