-- Gives reservations back to their pools. Lines: ledger.line_shape('release').
CREATE OR REPLACE FUNCTION ledger.release(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('release', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.release TO yaosu_app;
COMMENT ON FUNCTION ledger.release IS '释放预留';
