-- Advances land quota before the yearly plan (L17.1). Lines: ledger.line_shape('advance').
CREATE OR REPLACE FUNCTION ledger.advance(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('advance', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.advance TO yaosu_app;
COMMENT ON FUNCTION ledger.advance IS '预支';
