-- A new source of quota.
CREATE OR REPLACE FUNCTION ledger.new_lot(p_city text, p_batch bigint, line jsonb, p_source text, p_quantity bigint, p_city_part bigint)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_lot bigint;
BEGIN
  UPDATE ledger.counter SET last_lot = last_lot + 1 WHERE city = p_city RETURNING last_lot INTO v_lot;
  INSERT INTO ledger.lot VALUES (p_city, v_lot, p_batch, line->>'region', line->>'factor', (line->>'vintage')::int, p_quantity, p_city_part,
    p_source, (line->>'valid_from')::date, (line->>'valid_to')::date);
  RETURN v_lot;
END
$$;
COMMENT ON FUNCTION ledger.new_lot IS '登记指标来源批号（内部）';
