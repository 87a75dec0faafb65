-- What each event does, in exact numbers.
BEGIN;
SELECT no_plan();
\ir ledger_fixture.psql

-- [L17.2] [L18.1] splits
SELECT is(ledger.deposit(pg_temp.ctx('d1'), pg_temp.land(10001, '{"source": "计划"}'))->'lines'->0,
  '{"lot": 1, "city": 3000, "county": 7001}', '[L17.2] a deposit gives the city 30 %, rounded down; the county gets the rest');
SELECT is(ledger.deposit(pg_temp.ctx('d2'), '[{"factor": "cod", "region": "371522", "vintage": 2026, "quantity": 7, "source": "关停"}]')
  ->'lines'->0, '{"lot": 2, "city": 2, "county": 5}', '[L18.1] pollutants: 30 % to the city pool, 70 % stay with the county');
SELECT is(ledger.deposit(pg_temp.ctx('d3'), '[{"factor": "energy", "region": "371522", "vintage": 2026, "quantity": 9, "source": "挖潜"}]')
  ->'lines'->0, '{"lot": 3, "city": 0, "county": 9}', '[L16] energy from tapped potential is not split');
SELECT is((SELECT count(*) FROM generate_series(1, 3000) q, LATERAL policy.split('371500', 'land', '371522', q, '2026-03-01') s
  WHERE s.city_part + s.county_part <> q OR s.city_part * 10 > q * 3 OR q * 3 - s.city_part * 10 >= 10), 0::bigint,
  '[L17.2] the split is exact for every amount');

-- reserve → grant (partial) → use → reclaim
SELECT lives_ok($$SELECT ledger.reserve(pg_temp.ctx('r1'), pg_temp.land(5000, '{"project": "P1"}'))$$, '[L20.1] an award is reserved');
SELECT is(pg_temp.pool('371522'), 2001::bigint, 'the pool has given it');
SELECT lives_ok($$SELECT ledger.grant(pg_temp.ctx('g1'), pg_temp.land(3000, '{"project": "P1"}'))$$, '[L20.4] part of it is granted');
SELECT lives_ok($$SELECT ledger.use(pg_temp.ctx('u1'), pg_temp.land(1000, '{"project": "P1"}'))$$, 'part of that is used');
SELECT results_eq($$SELECT reserved, granted, used FROM ledger.project_balance WHERE project = 'P1'$$, $$VALUES (2000::bigint, 2000::bigint, 1000::bigint)$$,
  'the project holds 2,000 reserved, 2,000 granted, 1,000 used');
SELECT throws_ok($$SELECT ledger.reclaim(pg_temp.ctx('x1'), pg_temp.land(4001, '{"project": "P1"}'))$$, 'YS015', NULL,
  '[L20.5] never more than is unused is reclaimed');
SELECT is(ledger.reclaim(pg_temp.ctx('x2'), pg_temp.land(2500, '{"project": "P1"}'))->'lines'->0, '{"granted": 2000, "reserved": 500}',
  '[L20.5] partial reclaim: from what is granted first');
SELECT is(pg_temp.pool('371522'), 4501::bigint, '[L20.5] it went back to the pool that it came from');
SELECT is((SELECT count(*) FROM ledger.trace_project('371500', 'P1') WHERE lot <> 1), 0::bigint, '[L15.2] the sources of a project are known by lot');
SELECT is(ledger.reclaim(pg_temp.ctx('x3'), '[{"factor": "land", "region": "371522", "vintage": 2026, "project": "P1", "quantity": "all"}]')
  ->'lines'->0, '{"granted": 0, "reserved": 1500}', '[L29] all that is unused is reclaimed');
SELECT throws_ok($$SELECT ledger.reserve(pg_temp.ctx('r9'), pg_temp.land(1, '{"project": "P3"}'))$$, 'YS014', NULL,
  '[L13] [L14] a project that is not in reserve gets nothing');

-- [L17.1] advance and settlement
SELECT throws_ok($$SELECT ledger.advance(pg_temp.ctx('a0'), pg_temp.land(1, '{"vintage": 2027}'))$$, 'YS007', NULL,
  '[L17.1] no advance without an expected plan');
SELECT lives_ok($$SELECT ledger.open(pg_temp.ctx('e1'), pg_temp.land(10000, '{"vintage": 2027, "kind": "expected"}'))$$, 'the plan is expected');
SELECT throws_ok($$SELECT ledger.advance(pg_temp.ctx('a1'), pg_temp.land(6001, '{"vintage": 2027}'))$$, 'YS008', NULL,
  '[L17.1] the cap of 60 % holds');
SELECT lives_ok($$SELECT ledger.advance(pg_temp.ctx('a2'), pg_temp.land(6000, '{"vintage": 2027}'))$$, '[L17.1] up to the cap it is advanced');
SELECT lives_ok($$SELECT ledger.reserve(pg_temp.ctx('a3'), pg_temp.land(5500, '{"vintage": 2027, "project": "P2"}'))$$, 'and given out');
SELECT is((ledger.settle(pg_temp.ctx('s1'), pg_temp.land(5000, '{"vintage": 2027}'))->'lines'->0) - 'lot',
  '{"city": 1500, "county": 3500, "advanced": 6000, "settled": 4000, "owed": 2000}',
  '[L17.1] a smaller plan: what the pool has is settled, the shortfall is owed and told');
SELECT throws_ok($$SELECT ledger.advance(pg_temp.ctx('a4'), pg_temp.land(1, '{"vintage": 2027}'))$$, 'YS021', NULL,
  '[L17.1] no further advance once the plan has come');

-- [L17.3] loans and transfers
SELECT is(ledger.lend(pg_temp.ctx('l1'), '[{"factor": "land", "vintage": 2026, "from": "371522", "to": "371525", "quantity": 3000, "due": "2026-12-31"}]')
  ->'lines'->0->'loan', '1', '[L17.3] a loan has a number');
SELECT throws_ok($$SELECT ledger.lend(pg_temp.ctx('l2'),
  '[{"factor": "land", "vintage": 2026, "from": "371522", "to": "371525", "quantity": 2, "due": "2026-12-31"}]')$$, 'YS011', NULL,
  '[L17.3] no more than half of a pool is lent');
SELECT throws_ok($$SELECT ledger.lend(pg_temp.ctx('l3'),
  '[{"factor": "land", "vintage": 2026, "from": "371522", "to": "371525", "quantity": 1, "due": "2027-12-31"}]')$$, 'YS009', NULL,
  '[L17.3] a loan has a due date within policy');
SELECT throws_ok($$SELECT ledger.give_back(pg_temp.ctx('b1'), '[{"loan": 1, "quantity": 3001}]')$$, 'YS013', NULL,
  '[L17.3] no more comes back than is out');
SELECT is(ledger.give_back(pg_temp.ctx('b2'), '[{"loan": 1, "quantity": 2500}]')->'lines'->0->'outstanding', '500', '[L17.3] a part comes back');
SELECT is((SELECT is_overdue FROM report.loans), false, 'it is not overdue before its day');
SELECT lives_ok($$SELECT ledger.transfer(pg_temp.ctx('t1'),
  '[{"factor": "land", "vintage": 2026, "from": "371522", "to": "371525", "quantity": 100, "price": 1600000}]')$$, '[L18.2] a paid transfer');

-- freeze
SELECT lives_ok($$SELECT ledger.freeze(pg_temp.ctx('f1'), '[{"factor": "land", "region": "371522", "vintage": 2026}]')$$, 'a pool is frozen');
SELECT throws_ok($$SELECT ledger.reserve(pg_temp.ctx('f2'), pg_temp.land(1, '{"project": "P1"}'))$$, 'YS006', NULL, 'nothing leaves a frozen pool');
SELECT is((SELECT available FROM ledger.pool_balance WHERE region = '371522' AND factor = 'land' AND vintage = 2026), 0::bigint, 'it has nothing to give');
SELECT lives_ok($$SELECT ledger.unfreeze(pg_temp.ctx('f3'), '[{"factor": "land", "region": "371522", "vintage": 2026}]')$$, 'it is unfrozen');

-- correction
SELECT lives_ok($$SELECT ledger.deposit(pg_temp.ctx('c1'), pg_temp.land(1000, '{"vintage": 2028, "source": "误"}'))$$, 'a wrong deposit');
SELECT is(ledger.correct(pg_temp.ctx('c2'), jsonb_build_array(jsonb_build_object('batch',
  (SELECT batch FROM ledger.batch WHERE key = 'c1'))))->'lines'->0->'entries', '2', 'is corrected by a counter-batch');
SELECT is(pg_temp.pool('371522', 2028) + pg_temp.pool('371500', 2028), 0::bigint, 'nothing of it is left');
SELECT throws_ok($$SELECT ledger.correct(pg_temp.ctx('c3'), jsonb_build_array(jsonb_build_object('batch', 1)))$$, 'YS019', NULL,
  'a batch whose quota has moved on is not corrected');

-- lots: earliest expiry first
SELECT ledger.deposit(pg_temp.ctx('o1'), pg_temp.land(100, '{"vintage": 2029, "source": "晚", "valid_to": "2029-12-31", "city_share": "none"}'));
SELECT ledger.deposit(pg_temp.ctx('o2'), pg_temp.land(100, '{"vintage": 2029, "source": "早", "valid_to": "2029-06-30", "city_share": "none"}'));
SELECT is((SELECT string_agg(l.source, ',') FROM jsonb_array_elements(ledger.reserve(pg_temp.ctx('o3'),
  pg_temp.land(60, '{"vintage": 2029, "project": "P1"}'))->'lines'->0->'lots') x JOIN ledger.lot l ON l.lot = (x->>'lot')::bigint), '早',
  '[L15.2] lots that expire first are taken first');

-- year end
SELECT lives_ok($$SELECT ledger.deposit(pg_temp.ctx('y0'),
  '[{"factor": "cod", "region": "371525", "vintage": 2026, "quantity": 100, "source": "关停", "city_share": "none"}]')$$, 'a pollutant in 冠县');
SELECT lives_ok($$SELECT ledger.expire(pg_temp.ctx('y1', '2026-12-31'), '[{"vintage": 2026}]')$$, 'the year ends');
SELECT is(pg_temp.pool('371522') + pg_temp.pool('371500') + pg_temp.pool('371525'), 0::bigint, '[L17] land of the year expires');
SELECT is((SELECT balance FROM ledger.pool_balance WHERE region = '371525' AND factor = 'cod' AND vintage = 2027), 100::bigint,
  '[L18.1] pollutants are carried over');

-- balances by two clocks, proof
SELECT is((SELECT sum(balance) FROM ledger.balance_at('371500', '2026-02-28')), NULL, 'before the first day nothing was there');
SELECT is((SELECT balance FROM ledger.balance_at('371500', '2026-03-01') WHERE region = '371522' AND factor = 'energy'), 9::bigint,
  'a balance of a past day');
SELECT is((SELECT count(*) FROM ledger.verify('371500') WHERE NOT ok), 0::bigint, 'the ledger verifies');
SELECT * FROM finish();
ROLLBACK;
