-- What the city pool has left of a vintage, back to the counties in proportion to what each gave.
CREATE OR REPLACE FUNCTION ledger.return_city_share(p_city text, p_batch bigint, p_vintage integer, p_factor text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_part record;
BEGIN
  FOR v_part IN
    SELECT a.account, l.factor, l.region, div(a.balance::numeric * l.gave, sum(l.gave) OVER (PARTITION BY l.factor))::bigint AS quantity
    FROM (SELECT factor, region, sum(city_part) AS gave FROM ledger.lot
      WHERE city = p_city AND vintage = p_vintage AND city_part > 0 AND (p_factor IS NULL OR factor = p_factor) GROUP BY 1, 2) l
    JOIN ledger.account a ON a.city = p_city AND a.kind = 'pool' AND a.region = p_city AND a.factor = l.factor AND a.vintage = p_vintage
    WHERE a.balance > 0 ORDER BY l.factor, l.region
  LOOP
    IF v_part.quantity > 0 THEN
      PERFORM ledger.move(p_city, p_batch, v_part.account, ledger.account_of(p_city, 'pool', v_part.region, v_part.factor, p_vintage),
        v_part.quantity, NULL, '{}');
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION ledger.return_city_share IS '年末未用统筹指标退回县级（内部）';
