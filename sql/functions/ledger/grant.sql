-- Grants what is reserved; the rest stays reserved. Lines: ledger.line_shape('grant').
CREATE OR REPLACE FUNCTION ledger.grant(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('grant', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.grant TO yaosu_app;
COMMENT ON FUNCTION ledger.grant IS '核发';
