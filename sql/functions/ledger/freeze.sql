-- Freezes a pool or a project. Lines: ledger.line_shape('freeze').
CREATE OR REPLACE FUNCTION ledger.freeze(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('freeze', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.freeze TO yaosu_app;
COMMENT ON FUNCTION ledger.freeze IS '冻结';
