-- Moves quota from one account to another, lot by lot: those that expire first go first, then the oldest. Answers which lots went.
-- With `p_on`, only lots that are valid on that day count.
CREATE OR REPLACE FUNCTION ledger.move(p_city text, p_batch bigint, p_from bigint, p_to bigint, p_quantity bigint, p_on date, detail jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_rest bigint := p_quantity;
  v_lots jsonb[] := '{}';
  v_lot record;
  v_take bigint;
BEGIN
  FOR v_lot IN SELECT l.lot, p.quantity FROM ledger.position p JOIN ledger.lot l USING (city, lot)
    WHERE p.city = p_city AND p.account = p_from AND p.quantity > 0
      AND (p_on IS NULL OR (coalesce(l.valid_from, p_on) <= p_on AND coalesce(l.valid_to, p_on) >= p_on))
    ORDER BY l.valid_to NULLS LAST, l.lot
  LOOP
    EXIT WHEN v_rest = 0;
    v_take := least(v_rest, v_lot.quantity);
    PERFORM ledger.enter(p_city, p_batch, p_from, p_to, v_take, v_lot.lot);
    v_lots := v_lots || jsonb_build_object('lot', v_lot.lot, 'quantity', v_take);
    v_rest := v_rest - v_take;
  END LOOP;
  IF v_rest > 0 THEN
    PERFORM ledger.refuse('YS005', '余额不足', detail || jsonb_build_object('asked', p_quantity, 'available', p_quantity - v_rest),
      '查看 report.pool_balance 和 report.project_holding；或等待下一批入库、拆借、收回。');
  END IF;
  RETURN to_jsonb(v_lots);
END
$$;
COMMENT ON FUNCTION ledger.move IS '按批号先到期先用移动指标（内部）';
