-- Deposit (入库): one lot; the city's share by policy goes to the city pool, the rest stays with the county, in the same batch (L17.2, L18.1).
CREATE OR REPLACE FUNCTION ledger.line_deposit(p_city text, p_batch bigint, p_date date, line jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_quantity bigint := (line->>'quantity')::bigint;
  v_region text := line->>'region';
  v_factor text := line->>'factor';
  v_vintage int := (line->>'vintage')::int;
  v_split record;
  v_lot bigint;
  v_outside bigint;
BEGIN
  IF coalesce(line->>'city_share', 'policy') NOT IN ('policy', 'none') THEN
    PERFORM ledger.refuse('YS002', 'city_share 应为 policy 或 none', line, NULL);
  END IF;
  -- What the city itself deposits, or a region named to keep all, is not split.
  IF v_region = p_city OR line->>'city_share' = 'none' THEN
    SELECT NULL::bigint AS city_part, v_quantity AS county_part INTO v_split;
  ELSE
    SELECT * INTO v_split FROM policy.split(p_city, v_factor, v_region, v_quantity, p_date);
  END IF;
  v_lot := ledger.new_lot(p_city, p_batch, line, line->>'source', v_quantity, v_split.city_part);
  v_outside := ledger.account_of(p_city, 'outside', v_region, v_factor, v_vintage);
  IF v_split.city_part > 0 THEN
    PERFORM ledger.enter(p_city, p_batch, v_outside, ledger.account_of(p_city, 'pool', p_city, v_factor, v_vintage), v_split.city_part, v_lot);
  END IF;
  IF v_split.county_part > 0 THEN
    PERFORM ledger.enter(p_city, p_batch, v_outside, ledger.account_of(p_city, 'pool', v_region, v_factor, v_vintage), v_split.county_part,
      v_lot);
  END IF;
  RETURN jsonb_build_object('lot', v_lot, 'city', coalesce(v_split.city_part, 0), 'county', v_split.county_part);
END
$$;
COMMENT ON FUNCTION ledger.line_deposit IS '入库（内部）';
