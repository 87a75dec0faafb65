-- Writes off what is granted. Lines: ledger.line_shape('use').
CREATE OR REPLACE FUNCTION ledger.use(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('use', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.use TO yaosu_app;
COMMENT ON FUNCTION ledger.use IS '核销';
