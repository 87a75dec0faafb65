-- Reserves quota of a pool for projects. Lines: ledger.line_shape('reserve').
CREATE OR REPLACE FUNCTION ledger.reserve(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('reserve', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.reserve TO yaosu_app;
COMMENT ON FUNCTION ledger.reserve IS '预留';
