-- Takes back a whole earlier batch by a counter-batch. Lines: ledger.line_shape('correct').
CREATE OR REPLACE FUNCTION ledger.correct(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('correct', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.correct TO yaosu_app;
COMMENT ON FUNCTION ledger.correct IS '更正';
