-- Loan between pools (L17.3). Lines: ledger.line_shape('lend').
CREATE OR REPLACE FUNCTION ledger.lend(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('lend', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.lend TO yaosu_app;
COMMENT ON FUNCTION ledger.lend IS '临时拆借';
