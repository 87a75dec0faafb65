-- L2: the seven classes, their thresholds from the policy in force on the day, and the reasons.
BEGIN;
\ir library_fixture.psql
SELECT plan(12);
INSERT INTO library.project (city, code, name, region, created_by, source_kind, investment, level, usd_total, usd_cash, is_cross_county,
    is_strategic, named_reason) VALUES
  ('LT', 'AT', '招引', 'A', 't', 'attracted', 500000000, 'county', NULL, NULL, false, false, NULL),
  ('LT', 'AL', '招引小', 'A', 't', 'attracted', 499999999, 'county', NULL, NULL, false, false, NULL),
  ('LT', 'AX', '跨县', 'A', 't', 'attracted', 0, 'county', NULL, NULL, true, false, NULL),
  ('LT', 'FD', '外资', 'A', 't', 'foreign', 100000000, 'county', 30000000, 10000000, false, false, NULL),
  ('LT', 'FC', '外资缺现金', 'A', 't', 'foreign', 100000000, 'county', 30000000, 9999999, false, false, NULL),
  ('LT', 'PL', '谋划', 'A', 't', 'planned', 2000000000, 'provincial', NULL, NULL, false, true, NULL),
  ('LT', 'PF', '国债', 'A', 't', 'policy_fund', 1, 'county', NULL, NULL, false, false, NULL),
  ('LT', 'NO', '无', 'A', 't', 'other', 1, 'county', NULL, NULL, false, false, NULL),
  ('LT', 'NM', '指定', 'A', 't', 'other', 1, 'county', NULL, NULL, false, false, '城市更新试点');
SELECT is(library.classify('LT', NULL, '2025-06-01'), 9, '[L2] every project is judged');
CREATE FUNCTION pg_temp.classes(p text) RETURNS smallint[] LANGUAGE sql AS
  $$ SELECT array_agg(class ORDER BY class) FROM library.classification WHERE city = 'LT' AND project = p AND is_member $$;
SELECT is(pg_temp.classes('AT'), '{3}', '[L2] attracted with exactly 5 亿元');
SELECT is(pg_temp.classes('AL'), NULL, '[L2] one ten-thousandth of 万元 less is not');
SELECT is(pg_temp.classes('AX'), '{3}', '[L2] attracted across counties needs no amount');
SELECT is(pg_temp.classes('FD'), '{4}', '[L2] foreign with 30 and 10 million');
SELECT is(pg_temp.classes('FC'), NULL, '[L2] foreign with too little cash is not');
SELECT is(pg_temp.classes('PL'), '{2,5,6}', '[L2] a project may be in several classes');
SELECT is(pg_temp.classes('PF'), '{1}', '[L2] policy fund');
SELECT is(pg_temp.classes('NM'), '{7}', '[L2] named by the city with a reason');
SELECT is((SELECT reason FROM library.classification WHERE city = 'LT' AND project = 'AL' AND class = 3),
  '投资 49999.9999 万元，不足 50000 万元', '[L2] the reason names amount and threshold');
SELECT is((SELECT count(*) FROM library.classification WHERE city = 'LT' AND reason IS NULL), 0::bigint, '[L2] every class has a reason');
SELECT library.classify('LT', 'AT', '2026-06-01');
SELECT is(pg_temp.classes('AT'), NULL, '[L31] a later version with another threshold judges otherwise');
SELECT * FROM finish();
ROLLBACK;
