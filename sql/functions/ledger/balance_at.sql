-- Balances of pools by two clocks: what was so on a business day, as far as it was known at a moment. A county sees its own and the city's.
CREATE OR REPLACE FUNCTION ledger.balance_at(p_city text, business_day date, known_at timestamptz DEFAULT 'infinity')
RETURNS TABLE (region text, factor text, vintage integer, balance bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.region, a.factor, a.vintage::int, sum(CASE WHEN e.to_account = a.account THEN e.quantity ELSE -e.quantity END)::bigint
  FROM ledger.batch b
  JOIN ledger.entry e USING (city, batch)
  JOIN ledger.account a ON a.city = e.city AND a.account IN (e.from_account, e.to_account) AND a.kind = 'pool'
  WHERE b.city = p_city AND b.business_date <= business_day AND b.recorded_at <= known_at
    AND a.region IN (SELECT r.code FROM policy.region r WHERE r.city = p_city AND access.sees_region(p_city, r.code))
  GROUP BY 1, 2, 3
  ORDER BY 3, 2, 1
$$;
GRANT EXECUTE ON FUNCTION ledger.balance_at TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION ledger.balance_at IS '某业务日（按某时刻所知）的要素池余额';
