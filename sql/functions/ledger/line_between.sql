-- Paid transfer (有偿调剂) between two pools; the price stands in the request.
CREATE OR REPLACE FUNCTION ledger.line_between(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_from bigint := ledger.account_of(p_city, 'pool', line->>'from', line->>'factor', (line->>'vintage')::int);
  v_to bigint := ledger.account_of(p_city, 'pool', line->>'to', line->>'factor', (line->>'vintage')::int);
  v_quantity bigint := (line->>'quantity')::bigint;
  v_there bigint;
BEGIN
  PERFORM ledger.check_frozen(p_city, line->>'from', line->>'factor', (line->>'vintage')::int, NULL);
  IF line->>'up_to' = 'true' THEN
    SELECT coalesce(sum(p.quantity), 0) INTO v_there FROM ledger.position p JOIN ledger.lot l ON (l.city, l.lot) = (p.city, p.lot)
      WHERE p.city = p_city AND p.account = v_from AND coalesce(l.valid_from, p_date) <= p_date AND coalesce(l.valid_to, p_date) >= p_date;
    -- Nothing at all is refused as any other shortage is.
    v_quantity := CASE WHEN v_there > 0 THEN least(v_quantity, v_there) ELSE v_quantity END;
  END IF;
  RETURN jsonb_build_object('lots', ledger.move(p_city, p_batch, v_from, v_to, v_quantity, p_date, line));
END
$$;
COMMENT ON FUNCTION ledger.line_between IS '有偿调剂（内部）';
