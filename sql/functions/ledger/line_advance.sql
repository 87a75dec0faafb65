-- Advance (预支) before the yearly plan is fixed (L17.1): the yearly-plan account goes below zero, to the cap and no further. The cap is its floor,
-- so that the row itself refuses what is too much.
CREATE OR REPLACE FUNCTION ledger.line_advance(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_quantity bigint := (line->>'quantity')::bigint;
  v_plan bigint := ledger.account_of(p_city, 'yearly_plan', line->>'region', line->>'factor', (line->>'vintage')::int);
  v_expected bigint;
  v_cap numeric[];
  v_floor bigint;
  v_lot bigint;
BEGIN
  SELECT quantity INTO v_expected FROM ledger.expected_plan
    WHERE city = p_city AND region = line->>'region' AND factor = line->>'factor' AND vintage = (line->>'vintage')::int
    ORDER BY batch DESC LIMIT 1;
  IF NOT FOUND THEN
    PERFORM ledger.refuse('YS007', '没有登记预计年度计划，不能预支', line, '先登记：yaosu import quota 中类别为“预计计划”的行。');
  END IF;
  v_cap := policy.fraction(coalesce(policy.parameter_at(p_city, 'advance_cap', line->>'factor', NULL, line->>'region', p_date), '0'));
  v_floor := -div(v_expected::numeric * v_cap[1], v_cap[2]);
  IF (SELECT is_settled FROM ledger.account WHERE city = p_city AND account = v_plan) THEN
    PERFORM ledger.refuse('YS021', '年度计划已经下达并核销，不能再预支', line, '直接办理入库。');
  END IF;
  UPDATE ledger.account SET floor = least(v_floor, balance) WHERE city = p_city AND account = v_plan;
  IF (SELECT balance - v_quantity < floor FROM ledger.account WHERE city = p_city AND account = v_plan) THEN
    PERFORM ledger.refuse('YS008', '超过预支上限', line || jsonb_build_object('asked', v_quantity, 'cap', -v_floor,
      'advanced', (SELECT -balance FROM ledger.account WHERE city = p_city AND account = v_plan)), '上限为预计年度计划乘以 advance_cap。');
  END IF;
  v_lot := ledger.new_lot(p_city, p_batch, line, '预支', v_quantity, NULL);
  PERFORM ledger.enter(p_city, p_batch, v_plan, ledger.account_of(p_city, 'pool', line->>'region', line->>'factor', (line->>'vintage')::int),
    v_quantity, v_lot);
  RETURN jsonb_build_object('lot', v_lot, 'advanced', (SELECT -balance FROM ledger.account WHERE city = p_city AND account = v_plan),
    'cap', -v_floor);
END
$$;
COMMENT ON FUNCTION ledger.line_advance IS '预支（内部）';
