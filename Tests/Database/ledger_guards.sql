-- The database defends itself: against an ordinary role, against a wrong retry, against its own owner's hand.
BEGIN;
SELECT no_plan();
\ir ledger_fixture.psql
SELECT ledger.deposit(pg_temp.ctx('d1'), pg_temp.land(10000, '{"source": "计划"}'));
SELECT ledger.reserve(pg_temp.ctx('r1'), pg_temp.land(1000, '{"project": "P1"}'));

-- An ordinary role
SET LOCAL ROLE yaosu_app;
SELECT throws_ok($$INSERT INTO ledger.entry VALUES ('371500', 9, 1, 1, 2, 1, 1, 0, 0, 1, 1)$$, '42501', NULL, 'no direct insert of an entry');
SELECT throws_ok($$UPDATE ledger.account SET balance = balance + 1, version = version + 1$$, '42501', NULL, 'no direct update of a balance');
SELECT throws_ok($$DELETE FROM ledger.batch$$, '42501', NULL, 'no delete of history');
SELECT throws_ok($$TRUNCATE ledger.entry$$, '42501', NULL, 'no truncate');
SELECT throws_ok($$SELECT ledger.enter('371500', 1, 1, 2, 1, 1)$$, '42501', NULL, 'inner functions are closed');
SELECT throws_ok($$SELECT ledger.post('deposit', '{}', '[]')$$, '42501', NULL, 'so is the common entrance');
SELECT lives_ok($$SELECT ledger.reserve('{"city": "371500", "key": "app", "actor": "app", "date": "2026-03-01"}',
  '[{"factor": "land", "region": "371522", "vintage": 2026, "quantity": 1, "project": "P1"}]')$$, 'the functions are open');
RESET ROLE;

-- Overdraft
SELECT throws_ok($$SELECT ledger.reserve(pg_temp.ctx('o1'), pg_temp.land(6001, '{"project": "P1"}'))$$, 'YS005', NULL, 'a pool is never overdrawn');
SELECT throws_ok($$SELECT ledger.reserve(pg_temp.ctx('o2'), jsonb_build_array(pg_temp.land(5999, '{"project": "P1"}')->0,
  pg_temp.land(1, '{"project": "P2"}')->0))$$, 'YS005', NULL, 'nor by many lines of one batch');
SELECT is(pg_temp.pool('371522'), 5999::bigint, 'and a batch that fails leaves nothing');
SELECT throws_ok($$UPDATE ledger.account SET balance = -1, version = version + 1 WHERE kind = 'pool' AND region = '371522'$$, '23514', NULL,
  'the row itself refuses a negative balance');

-- Idempotency
SELECT is(ledger.reserve(pg_temp.ctx('r1'), pg_temp.land(1000, '{"project": "P1"}'))->>'replayed', 'true', 'the same key again is the same event');
SELECT is(pg_temp.pool('371522'), 5999::bigint, 'and moves nothing');
SELECT throws_ok($$SELECT ledger.reserve(pg_temp.ctx('r1'), pg_temp.land(1001, '{"project": "P1"}'))$$, 'YS003', NULL,
  'the same key with other content is refused');

-- Bad lines: all told at once
SELECT throws_ok($$SELECT ledger.deposit(pg_temp.ctx('b1'), '[{"factor": "gold", "region": "999", "vintage": 2026, "quantity": -5}]')$$, 'YS002',
  NULL, 'bad lines are refused');
SELECT throws_ok($$SELECT ledger.deposit(pg_temp.ctx('b2') || '{"artcle": "17"}', pg_temp.land(1, '{"source": "x"}'))$$, 'YS002', NULL,
  'a misspelt key of the context is refused');
SELECT throws_ok($$SELECT ledger.deposit(pg_temp.ctx('b3', '2019-01-01'), pg_temp.land(1, '{"source": "x"}'))$$, 'YS004', NULL,
  '[L31] a day without a policy in force is refused');
SELECT throws_ok($$SELECT ledger.deposit(pg_temp.ctx('b4', '2026-02-30'), pg_temp.land(1, '{"source": "x"}'))$$, 'YS002', NULL, 'so is no day');
SELECT is((SELECT DISTINCT policy_version::text FROM ledger.batch), 'LC-2024', '[L31] a batch is judged by the version of its day');

-- History, even for its owner
SELECT throws_ok($$UPDATE ledger.batch SET reason = 'x'$$, 'YS001', NULL, 'a batch is never changed');
SELECT throws_ok($$DELETE FROM ledger.entry$$, 'YS001', NULL, 'an entry is never deleted');
SELECT throws_ok($$UPDATE ledger.account SET balance = 0 WHERE kind = 'pool'$$, 'YS001', NULL, 'a balance moves only with a version');
SELECT throws_ok($$DELETE FROM ledger.account$$, 'YS001', NULL, 'an account is never deleted');

-- Tampering by a superuser who switches the guards off is found and named
SELECT is((SELECT count(*) FROM ledger.verify('371500') WHERE NOT ok), 0::bigint, 'fine before');
SET LOCAL session_replication_role = replica;
CREATE TEMP TABLE before AS SELECT document, (SELECT quantity FROM ledger.entry WHERE batch = 2) AS quantity FROM ledger.batch WHERE batch = 1;
UPDATE ledger.batch SET document = '伪造' WHERE batch = 1;
SELECT is((SELECT detail FROM ledger.verify('371500') WHERE check_name = 'seals'), '1: batch 1', 'a changed document breaks its seal');
UPDATE ledger.batch SET document = (SELECT document FROM before) WHERE batch = 1;
UPDATE ledger.entry SET quantity = quantity + 1 WHERE batch = 2;
SELECT is((SELECT array_agg(check_name ORDER BY check_name) FROM ledger.verify('371500') WHERE NOT ok),
  ARRAY['balances', 'lots', 'running balances', 'seals'], 'a changed amount is found four times over');
UPDATE ledger.entry SET quantity = quantity - 1 WHERE batch = 2;
UPDATE ledger.position SET quantity = quantity + 1 WHERE account = (SELECT account FROM ledger.account WHERE kind = 'pool' AND region = '371522');
SELECT is((SELECT array_agg(check_name) FROM ledger.verify('371500') WHERE NOT ok), ARRAY['lots'], 'a changed lot is found');
UPDATE ledger.position SET quantity = quantity - 1 WHERE account = (SELECT account FROM ledger.account WHERE kind = 'pool' AND region = '371522');
SELECT is((SELECT count(*) FROM ledger.verify('371500') WHERE NOT ok), 0::bigint, 'fine again when it is all put back');
DELETE FROM ledger.batch WHERE batch = 3;
SELECT ok((SELECT NOT ok FROM ledger.verify('371500') WHERE check_name = 'numbers'), 'a removed last batch leaves a gap in the numbers');
SELECT ok((SELECT NOT ok FROM ledger.verify('371500') WHERE check_name = 'orphans'), 'and entries without a batch');
SET LOCAL session_replication_role = origin;
SELECT * FROM finish();
ROLLBACK;
