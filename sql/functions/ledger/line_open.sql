-- Opening entries with their true dates, marked as such: a pool's balance, what a project got before this system, the plan that is expected.
CREATE OR REPLACE FUNCTION ledger.line_open(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_kind text := line->>'kind';
  v_quantity bigint := (line->>'quantity')::bigint;
  v_lot bigint;
BEGIN
  IF v_kind NOT IN ('pool', 'reserved', 'granted', 'used', 'expected') OR (v_kind IN ('reserved', 'granted', 'used')) <> (line ? 'project') THEN
    PERFORM ledger.refuse('YS002', '期初类别应为 pool、expected，或带项目的 reserved、granted、used', line, NULL);
  END IF;
  IF v_kind = 'expected' THEN
    INSERT INTO ledger.expected_plan VALUES (p_city, line->>'region', line->>'factor', (line->>'vintage')::int, p_batch, v_quantity)
      ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      PERFORM ledger.refuse('YS002', '同一预计计划在一批中只能登记一次', line, '把数量合成一行。');
    END IF;
    RETURN jsonb_build_object('expected', v_quantity);
  END IF;
  IF v_quantity = 0 THEN
    RETURN '{}';
  END IF;
  v_lot := ledger.new_lot(p_city, p_batch, line, coalesce(line->>'source', '期初'), v_quantity, NULL);
  PERFORM ledger.enter(p_city, p_batch, ledger.account_of(p_city, 'outside', line->>'region', line->>'factor', (line->>'vintage')::int),
    ledger.account_of(p_city, v_kind, line->>'region', line->>'factor', (line->>'vintage')::int, line->>'project'), v_quantity, v_lot);
  RETURN jsonb_build_object('lot', v_lot);
END
$$;
COMMENT ON FUNCTION ledger.line_open IS '期初（内部）';
