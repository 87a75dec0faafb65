-- Recomputes the whole ledger from its entries: seals, sums, balances, running balances, lots, loans. What it finds wrong is named, to who
-- sees the whole city.
CREATE OR REPLACE FUNCTION ledger.verify(p_city text)
RETURNS TABLE (check_name text, ok boolean, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH sides AS (
    SELECT e.batch, e.seq, e.from_account AS account, -e.quantity AS change, e.from_balance AS balance, e.from_version AS version, e.lot
    FROM ledger.entry e WHERE e.city = p_city
    UNION ALL
    SELECT e.batch, e.seq, e.to_account, e.quantity, e.to_balance, e.to_version, e.lot FROM ledger.entry e WHERE e.city = p_city
  ), running AS (
    SELECT s.*, sum(s.change) OVER (PARTITION BY s.account ORDER BY s.version) AS expected,
      row_number() OVER (PARTITION BY s.account ORDER BY s.version) AS expected_version
    FROM sides s
  ), chain AS (
    SELECT b.batch, b.seal, ledger.seal_of(b, lag(b.seal) OVER (ORDER BY b.batch)) AS expected,
      row_number() OVER (ORDER BY b.batch) AS expected_batch
    FROM ledger.batch b WHERE b.city = p_city
  ), faults AS (
    SELECT 'seals' AS check_name, format('batch %s', batch) AS fault FROM chain WHERE seal IS DISTINCT FROM expected
    UNION ALL
    SELECT 'numbers', format('batch %s', batch) FROM chain WHERE batch <> expected_batch
    UNION ALL
    SELECT 'numbers', format('last batch %s', last_batch) FROM ledger.counter
      WHERE city = p_city AND last_batch <> (SELECT count(*) FROM chain)
    UNION ALL
    SELECT 'running balances', format('batch %s line %s', batch, seq) FROM running WHERE balance <> expected OR version <> expected_version
    UNION ALL
    SELECT 'balances', format('account %s: %s, entries say %s', a.account, a.balance, coalesce(s.total, 0)) FROM ledger.account a
      LEFT JOIN (SELECT account, sum(change) AS total FROM sides GROUP BY 1) s USING (account)
      WHERE a.city = p_city AND a.balance <> coalesce(s.total, 0)
    UNION ALL
    SELECT 'lots', format('account %s lot %s: %s, entries say %s', coalesce(p.account, s.account), coalesce(p.lot, s.lot), p.quantity, s.total)
      FROM (SELECT * FROM ledger.position WHERE city = p_city) p
      FULL JOIN (SELECT s.account, s.lot, sum(s.change) AS total FROM sides s
        JOIN ledger.account a ON a.city = p_city AND a.account = s.account AND a.kind NOT IN ('outside', 'yearly_plan') GROUP BY 1, 2) s
        ON (s.account, s.lot) = (p.account, p.lot)
      WHERE coalesce(p.quantity, 0) <> coalesce(s.total, 0)
    UNION ALL
    SELECT 'sum is zero', format('%s', sum(balance)) FROM ledger.account WHERE city = p_city HAVING sum(balance) <> 0
    UNION ALL
    SELECT 'orphans', format('entries of batch %s', e.batch) FROM ledger.entry e
      WHERE e.city = p_city AND NOT EXISTS (SELECT FROM ledger.batch b WHERE (b.city, b.batch) = (e.city, e.batch)) GROUP BY e.batch
    UNION ALL
    SELECT 'loans', format('loan %s', loan) FROM ledger.loan_state WHERE city = p_city AND outstanding < 0
  )
  SELECT c.name, count(f.fault) = 0, CASE WHEN count(f.fault) > 0
      THEN format('%s: %s', count(f.fault), string_agg(f.fault, ', ') FILTER (WHERE f.place <= 10)) END
  FROM unnest(ARRAY['seals', 'numbers', 'running balances', 'balances', 'lots', 'sum is zero', 'orphans', 'loans']) WITH ORDINALITY AS c(name, n)
  LEFT JOIN (SELECT check_name, fault, row_number() OVER (PARTITION BY check_name) AS place FROM faults) f ON f.check_name = c.name
  WHERE access.sees_city(p_city)
  GROUP BY c.name, c.n
  ORDER BY c.n
$$;
GRANT EXECUTE ON FUNCTION ledger.verify TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION ledger.verify IS '核验台账：封签链、余额、批号、拆借';
