-- Paid transfer (有偿调剂) between two pools; the price stands in the request.
CREATE OR REPLACE FUNCTION ledger.line_between(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ledger.check_frozen(p_city, line->>'from', line->>'factor', (line->>'vintage')::int, NULL);
  RETURN jsonb_build_object('lots', ledger.move(p_city, p_batch,
    ledger.account_of(p_city, 'pool', line->>'from', line->>'factor', (line->>'vintage')::int),
    ledger.account_of(p_city, 'pool', line->>'to', line->>'factor', (line->>'vintage')::int),
    (line->>'quantity')::bigint, p_date, line));
END
$$;
COMMENT ON FUNCTION ledger.line_between IS '有偿调剂（内部）';
