-- Reclaim (收回, L20.5, L29): from what is granted first, then from what is reserved, to the pool that it came from; never what is used.
CREATE OR REPLACE FUNCTION ledger.line_reclaim(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_held record;
  v_rest bigint;
  v_granted bigint;
  v_pool bigint := ledger.account_of(p_city, 'pool', line->>'region', line->>'factor', (line->>'vintage')::int);
BEGIN
  SELECT coalesce(sum(balance) FILTER (WHERE kind = 'granted'), 0)::bigint AS granted,
      coalesce(sum(balance) FILTER (WHERE kind = 'reserved'), 0)::bigint AS reserved,
      max(account) FILTER (WHERE kind = 'granted') AS granted_account, max(account) FILTER (WHERE kind = 'reserved') AS reserved_account
    INTO v_held FROM ledger.account
    WHERE city = p_city AND project = line->>'project' AND region = line->>'region' AND factor = line->>'factor'
      AND vintage = (line->>'vintage')::int;
  v_rest := CASE WHEN line->>'quantity' = 'all' THEN v_held.granted + v_held.reserved ELSE (line->>'quantity')::bigint END;
  IF v_rest > v_held.granted + v_held.reserved OR v_rest = 0 THEN
    PERFORM ledger.refuse('YS015', '收回数量多于项目未使用的指标', line || jsonb_build_object('asked', v_rest, 'available',
      v_held.granted + v_held.reserved), '已核销的指标不能收回；见 report.project_holding。');
  END IF;
  v_granted := least(v_rest, v_held.granted);
  IF v_granted > 0 THEN
    PERFORM ledger.move(p_city, p_batch, v_held.granted_account, v_pool, v_granted, NULL, line);
  END IF;
  IF v_rest > v_granted THEN
    PERFORM ledger.move(p_city, p_batch, v_held.reserved_account, v_pool, v_rest - v_granted, NULL, line);
  END IF;
  RETURN jsonb_build_object('granted', v_granted, 'reserved', v_rest - v_granted);
END
$$;
COMMENT ON FUNCTION ledger.line_reclaim IS '收回（内部）';
