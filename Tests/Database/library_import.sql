-- Import of staged projects: difference, all or nothing, idempotence, provenance, complete list, content version.
BEGIN;
\ir library_fixture.psql
SELECT plan(29);

SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, name, region, investment, stage, level)
  VALUES ('项目', 3, 'P1', '轴承产业园', 'A', 600000000, 'reserved', 'municipal'), ('项目', 4, 'P2', '阿胶', 'A', 10000000, NULL, NULL),
    ('项目', 5, 'P3', '铜箔', 'B', 20000000, NULL, NULL);
INSERT INTO pg_temp.staged_demand VALUES ('P1', 'land', NULL, '', 900000, 'reported', NULL), ('P1', 'cod', 2026, '一期', 15000, 'reported', NULL);
SELECT results_eq($$ SELECT change, project FROM library.import_staged(pg_temp.context()) $$,
  $$ VALUES ('new', 'P1'), ('new', 'P2'), ('new', 'P3') $$, '[L6.2] three new projects');
SELECT is((SELECT content_version FROM library.project WHERE city = 'LT' AND code = 'P1'), 1, '[L12] a new project has version 1');
SELECT results_eq($$ SELECT library FROM library.membership WHERE city = 'LT' AND project = 'P1' ORDER BY 1 $$, $$ VALUES ('city') $$,
  '[L6.2] a municipal project stands in the city''s library');
SELECT is((SELECT string_agg(name, '' ORDER BY name) FROM library.project WHERE city = 'LT'), '阿胶铜箔轴承产业园', 'names sort by pinyin');
SELECT is((SELECT stage FROM library.project WHERE city = 'LT' AND code = 'P2'), 'planning', '[L13] without a stage a project starts in planning');
SELECT results_eq($$ SELECT field, sheet, row_number, column_number FROM library.value_origin WHERE city = 'LT' AND project = 'P1' ORDER BY 4 $$,
  $$ VALUES ('code', '项目', 3, 1), ('name', '项目', 3, 2), ('investment', '项目', 3, 4) $$, 'each value names its cell');

-- The same file again.
CREATE TEMP TABLE before AS SELECT code, content_hash FROM library.project WHERE city = 'LT';
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, name, region, investment, stage, level)
  VALUES ('项目', 3, 'P1', '轴承产业园', 'A', 600000000, 'reserved', 'municipal');
INSERT INTO pg_temp.staged_demand VALUES ('P1', 'land', NULL, '', 900000, 'reported', NULL), ('P1', 'cod', 2026, '一期', 15000, 'reported', NULL);
SELECT results_eq($$ SELECT change, project FROM library.import_staged(pg_temp.context()) $$, $$ VALUES ('unchanged', 'P1') $$,
  'the same content again changes nothing');
SELECT is((SELECT count(*) FROM library.project_history WHERE city = 'LT'), 0::bigint, 'and writes no history');
SELECT is((SELECT count(*) FROM library.project JOIN before USING (code, content_hash) WHERE city = 'LT'), 3::bigint, 'and keeps every hash');

-- One field of content and one demand change; an empty cell says nothing.
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, investment, contact) VALUES ('项目', 9, 'P1', 700000000, '李四');
INSERT INTO pg_temp.staged_demand VALUES ('P1', 'cod', 2026, '一期', 16000, 'reported', NULL), ('P1', 'cod', 2027, '二期', 100, 'reported', NULL);
SELECT results_eq(
  $$ SELECT change, became->'investment', was->'investment', became->'contact', became ? 'name', jsonb_array_length(became->'demand.cod'), reopened
     FROM library.import_staged(pg_temp.context()) $$,
  $$ VALUES ('changed', '"700000000"'::jsonb, '"600000000"'::jsonb, '"李四"'::jsonb, false, 2, true) $$, 'the difference names the fields');
SELECT is((SELECT content_version FROM library.project WHERE city = 'LT' AND code = 'P1'), 2,
  '[L12] fields and demand of one import make one new version');
SELECT is((SELECT stage FROM library.project WHERE city = 'LT' AND code = 'P1'), 'consultation',
  '[L12] a change of content sends a reserved project back to consultation');
SELECT is((SELECT name::text FROM library.project WHERE city = 'LT' AND code = 'P1'), '轴承产业园', 'an empty cell empties nothing');
SELECT is((SELECT count(*) FROM library.demand WHERE city = 'LT' AND project = 'P1'), 3::bigint, 'the land demand is kept');
SELECT results_eq($$ SELECT quantity::bigint, actor FROM library.demand_history WHERE city = 'LT' $$, $$ VALUES (15000::bigint, '张三') $$,
  'the earlier demand is kept in the history');
SELECT is((SELECT row_number FROM library.value_origin WHERE city = 'LT' AND project = 'P1' AND field = 'investment'), 9,
  'the changed value names its new cell');
SELECT is((SELECT row_number FROM library.value_origin WHERE city = 'LT' AND project = 'P1' AND field = 'name'), 3,
  'the unchanged value still names its old one');

-- A contact is not content.
SELECT library.set_stage('{"city": "LT", "actor": "王五", "reason": "部门意见齐全"}', 'P1', 'reserved');
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, contact, stage) VALUES ('项目', 3, 'P1', '赵六', 'construction');
SELECT results_eq($$ SELECT change, reopened FROM library.import_staged(pg_temp.context()) $$, $$ VALUES ('changed', false) $$,
  '[L12] another contact does not reopen consultation');
SELECT is((SELECT (content_version, stage)::text FROM library.project WHERE city = 'LT' AND code = 'P1'), '(2,reserved)',
  '[L13] version stays, and a file cannot move a project past allocation');

-- Complete list.
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, region) VALUES ('项目', 3, 'P1', 'A');
SELECT results_eq($$ SELECT change, project FROM library.import_staged(pg_temp.context('complete')) $$,
  $$ VALUES ('unchanged', 'P1'), ('missing', 'P2') $$, 'a complete list shows what it lacks of its own county');
SELECT is((SELECT count(*) FROM library.project WHERE city = 'LT'), 3::bigint, 'and deletes nothing');

-- Refusals.
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, name, region) VALUES ('项目', 3, 'N1', '新', 'A'), ('项目', 4, 'N1', '新', 'A');
SELECT throws_ok($$ SELECT * FROM library.import_staged(pg_temp.context()) $$, 'YS202', NULL, 'a code twice is refused');
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, name) VALUES ('项目', 3, 'N1', '新');
SELECT throws_ok($$ SELECT * FROM library.import_staged(pg_temp.context()) $$, 'YS203', NULL, 'a new project without region is refused');
SELECT pg_temp.stage();
INSERT INTO pg_temp.staged_project (sheet, row_number, code, name, region) VALUES ('项目', 3, 'N1', '新', 'ZZ'), ('项目', 4, 'N2', '新', 'A');
SELECT throws_ok($$ SELECT * FROM library.import_staged(pg_temp.context()) $$, '23503', NULL, 'an unknown region is refused');
SELECT is((SELECT count(*) FROM library.project WHERE city = 'LT' AND code IN ('N1', 'N2')), 0::bigint, 'and nothing of that file is there');
SELECT throws_ok($$ DELETE FROM library.project $$, 'YS200', NULL, 'nobody deletes a project');
SELECT throws_ok($$ UPDATE library.project_history SET actor = 'x' $$, 'YS200', NULL, 'nobody edits the history');
SELECT throws_ok($$ SELECT library.set_stage('{"city": "LT", "actor": "a", "reason": "r"}', 'P3', 'allocated') $$, 'YS206', NULL,
  '[L14] a project that is not reserved cannot become allocated');
SET LOCAL ROLE yaosu_app;
SELECT throws_ok($$ UPDATE library.project SET investment = 1 $$, '42501', NULL, 'an ordinary role writes through functions only');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
