-- Returns a loan. Lines: ledger.line_shape('give_back').
CREATE OR REPLACE FUNCTION ledger.give_back(context jsonb, lines jsonb)
RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ledger.post('give_back', context, lines)
$$;
GRANT EXECUTE ON FUNCTION ledger.give_back TO yaosu_app;
COMMENT ON FUNCTION ledger.give_back IS '归还拆借';
