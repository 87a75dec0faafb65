-- Year end: what pools of a vintage have left is carried over to the next vintage, or expires, as policy says for each factor. An unused city share
-- goes back to the counties by what they gave, where policy says so (unused_city_share); parts of a step stay with the city.
CREATE OR REPLACE FUNCTION ledger.line_expire(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_vintage int := (line->>'vintage')::int;
  v_pool record;
  v_answers jsonb[] := '{}';
  v_carries boolean;
BEGIN
  IF coalesce(policy.parameter_at(p_city, 'unused_city_share', NULL, NULL, NULL, p_date), 'carry_over') = 'return_to_county' THEN
    PERFORM ledger.return_city_share(p_city, p_batch, v_vintage, line->>'factor');
  END IF;
  FOR v_pool IN SELECT * FROM ledger.account WHERE city = p_city AND kind = 'pool' AND vintage = v_vintage AND balance > 0
    AND (line->>'factor' IS NULL OR factor = line->>'factor') ORDER BY account
  LOOP
    v_carries := coalesce(policy.parameter_at(p_city, 'year_end', v_pool.factor, NULL, v_pool.region, p_date), 'expire') = 'carry_over';
    PERFORM ledger.move(p_city, p_batch, v_pool.account, ledger.account_of(p_city, CASE WHEN v_carries THEN 'pool' ELSE 'expired' END,
      v_pool.region, v_pool.factor, CASE WHEN v_carries THEN v_vintage + 1 ELSE v_vintage END), v_pool.balance, NULL, line);
    v_answers := v_answers || jsonb_build_object('region', v_pool.region, 'factor', v_pool.factor, 'quantity', v_pool.balance,
      'carried', v_carries);
  END LOOP;
  RETURN jsonb_build_object('pools', to_jsonb(v_answers));
END
$$;
COMMENT ON FUNCTION ledger.line_expire IS '年末结转或失效（内部）';
