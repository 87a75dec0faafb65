-- Reclaim as a decision (L20.5, L29) with compensation (P11), and the reports that follow.
BEGIN;
SELECT no_plan();
\ir ledger_fixture.psql
SELECT ledger.deposit(pg_temp.ctx('d1'), pg_temp.land(10000, '{"source": "计划"}'));
SELECT ledger.reserve(pg_temp.ctx('r1'), pg_temp.land(3000, '{"project": "P1"}'));
SELECT ledger.grant(pg_temp.ctx('g1'), pg_temp.land(2000, '{"project": "P1"}'));
SELECT ledger.use(pg_temp.ctx('u1'), pg_temp.land(500, '{"project": "P1"}'));

-- Compensation: in equal parts over the term, rounded down; buildings at the appraisal
SELECT is(plan.compensation(32000000, 50, 0, NULL), 32000000::bigint, '[P11] nothing used: the whole transfer price');
SELECT is(plan.compensation(32000000, 50, 4, 5105000), 34545000::bigint, '[P11] four of fifty years used, and the buildings');
SELECT is(plan.compensation(10, 3, 1, NULL), 6::bigint, '[P11] rounded down to a step');
SELECT is(plan.compensation(32000000, 50, 60, 7), 7::bigint, '[P11] after the term the land is worth nothing, the buildings are');
SELECT is(plan.compensation(NULL, NULL, NULL, NULL), NULL::bigint, '[P11] no land was transferred');
SELECT throws_ok($$SELECT plan.compensation(100, NULL, 1, NULL)$$, 'YS108', NULL, '[P11] a price without a term is refused');
SELECT throws_ok($$SELECT plan.compensation(-1, 50, 1, NULL)$$, 'YS108', NULL, '[P11] so is a negative price');

SELECT is(plan.reclaim(pg_temp.ctx('c1') || '{"cause": "given_up", "document": "d", "land_price": "32000000", "land_years": "50", "land_used_years": "4"}',
  'P1') - 'batch' - 'lines', '{"project": "P1", "cause": "given_up", "compensation": 29440000, "replayed": false}'::jsonb,
  '[L20.5] [P11] all that is unused goes back, with what is owed for the land');
SELECT is(pg_temp.pool('371522'), 6500::bigint, '[L20.5] the pool has it again, but not what was used');
SELECT is((SELECT stage FROM library.project WHERE code = 'P1'), 'out', '[L20.5] the project has left the library');
SELECT results_eq($$SELECT sum(quantity)::numeric, min(cause) FROM report.reclaims WHERE project = 'P1'$$, $$VALUES (0.25::numeric, 'given_up')$$,
  '[L20.5] the report says so');
SELECT throws_ok($$SELECT plan.reclaim(pg_temp.ctx('c2') || '{"cause": "whim"}', 'P1')$$, 'YS106', NULL, 'an unknown cause is refused');
SELECT is(plan.reclaim(pg_temp.ctx('c3') || '{"cause": "false_information", "document": "d"}', 'P2')->>'batch', NULL,
  '[L29] a project that holds nothing gives nothing back');
SELECT is((SELECT stage FROM library.project WHERE code = 'P2'), 'out', '[L29] and is out of the library all the same');

-- A pool's statement: one row an event, the balance after it
SELECT results_eq($$SELECT event, entry, exit, balance FROM report.pool_statement WHERE region = '371522' ORDER BY batch$$,
  $$VALUES ('deposit', 0.7, 0.0, 0.7), ('reserve', 0.0, 0.3, 0.4), ('reclaim', 0.25, 0.0, 0.65)$$, '[L15.2] a statement for people');
SELECT results_eq($$SELECT kind, amount FROM report.changes('371500', '2026-03-01', '2026-03-01') WHERE factor IS NOT NULL ORDER BY kind, amount$$,
  $$VALUES ('deposit', 0.3), ('deposit', 0.7), ('grant', 0.2), ('reclaim', 0.25), ('reserve', 0.3), ('use', 0.05)$$, '[L23] what happened on a day');
SELECT is((SELECT count(*) FROM report.changes('371500', '2026-03-02', '2026-03-31') WHERE factor IS NOT NULL), 0::bigint, '[L23] and on no other');

-- A transfer of all that is there, up to an amount
SELECT is(ledger.transfer(pg_temp.ctx('t1'), '[{"factor": "land", "vintage": 2026, "from": "371522", "to": "371525", "quantity": 9000, "price": 0,
  "up_to": true}]')->'lines'->0->'lots'->0->>'quantity', '6500', '[L17.3] all that is there, and no more');
SELECT throws_ok($$SELECT ledger.transfer(pg_temp.ctx('t2'), '[{"factor": "land", "vintage": 2026, "from": "371522", "to": "371525", "quantity": 9000,
  "price": 0, "up_to": true}]')$$, 'YS005', NULL, '[L17.3] nothing at all is a shortage');
SELECT * FROM finish();
ROLLBACK;
