-- Year end of a vintage: carry-over or expiry by policy. Lines: ledger.line_shape('expire').
CREATE OR REPLACE FUNCTION ledger.expire(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('expire', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.expire TO yaosu_app;
COMMENT ON FUNCTION ledger.expire IS '年末结转或失效';
