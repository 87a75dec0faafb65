-- Settlement (L17.1): the plan came. It is deposited with the city's share; what was advanced is paid back out of the county's pool as far as the pool
-- has it. What the pool lacks stays owed, and is told: so much must be returned.
CREATE OR REPLACE FUNCTION ledger.line_settle(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_region text := line->>'region';
  v_factor text := line->>'factor';
  v_vintage int := (line->>'vintage')::int;
  v_plan bigint := ledger.account_of(p_city, 'yearly_plan', v_region, v_factor, v_vintage);
  v_pool bigint := ledger.account_of(p_city, 'pool', v_region, v_factor, v_vintage);
  v_advanced bigint;
  v_back bigint;
  v_deposit jsonb := '{}';
BEGIN
  IF (line->>'quantity')::bigint > 0 THEN
    v_deposit := ledger.line_deposit(p_city, p_batch, p_date, line || jsonb_build_object('source', coalesce(line->>'source', '年度计划')));
  END IF;
  SELECT -balance INTO v_advanced FROM ledger.account WHERE city = p_city AND account = v_plan;
  SELECT least(v_advanced, balance) INTO v_back FROM ledger.account WHERE city = p_city AND account = v_pool;
  IF v_back > 0 THEN
    PERFORM ledger.move(p_city, p_batch, v_pool, v_plan, v_back, NULL, line);
  END IF;
  -- No further advance of a plan that has come: the floor rises to what is still owed.
  UPDATE ledger.account SET floor = balance, is_settled = true WHERE city = p_city AND account = v_plan;
  RETURN v_deposit || jsonb_build_object('advanced', v_advanced, 'settled', v_back, 'owed', v_advanced - v_back);
END
$$;
COMMENT ON FUNCTION ledger.line_settle IS '预支核销（内部）';
