-- The project library (重点项目库): projects with the fields of real forms, their demand, where each value came from, and what changed.
-- Nothing here is deleted: a project that leaves has the stage "out", and each change keeps what was there before.
CREATE EXTENSION IF NOT EXISTS hstore;

-- One file that was taken in whole. `mapping` holds for each sheet the header row and which column became which field in which unit,
-- so that the cell of every value can be named.
CREATE TABLE library.import (
  city core.code NOT NULL REFERENCES policy.city,
  import integer NOT NULL CHECK (import > 0),
  kind text NOT NULL CHECK (kind IN ('projects', 'quota')),
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 500),
  file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),
  file_bytes bigint NOT NULL CHECK (file_bytes >= 0),
  format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'xls', 'ods', 'other')),
  mode text NOT NULL CHECK (mode IN ('upsert', 'complete')),
  mapping jsonb NOT NULL,
  actor text NOT NULL CHECK (actor <> ''),
  document text,
  rows_read integer NOT NULL CHECK (rows_read >= 0),
  rows_new integer NOT NULL DEFAULT 0,
  rows_changed integer NOT NULL DEFAULT 0,
  rows_unchanged integer NOT NULL DEFAULT 0,
  rows_missing integer NOT NULL DEFAULT 0,
  imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, import)
);
COMMENT ON TABLE library.import IS '导入记录：文件、散列、列对应关系、行数、经办人';

CREATE TABLE library.project (
  city core.code NOT NULL,
  code core.code NOT NULL,
  name text COLLATE "zh-x-icu" NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  region core.code NOT NULL,
  industry text NOT NULL DEFAULT '' CHECK (length(industry) <= 100),
  -- Construction: new, expansion, renovation, relocation.
  kind text CHECK (kind IN ('new', 'expansion', 'renovation', 'relocation')),
  -- L9: government investment, private investment, investment promotion.
  category text CHECK (category IN ('government', 'private', 'promotion')),
  level text NOT NULL DEFAULT 'county' CHECK (level IN ('national', 'provincial', 'municipal', 'county')),
  source_kind text NOT NULL DEFAULT 'other' CHECK (source_kind IN ('attracted', 'planned', 'policy_fund', 'foreign', 'other')),
  -- Application form: own, rented or new plant.
  plant_kind text CHECK (plant_kind IN ('own', 'leased', 'new')),
  address text CHECK (length(address) <= 500),
  contents text CHECK (length(contents) <= 4000),
  products text CHECK (length(products) <= 1000),
  -- 万元; 0: not known yet.
  investment core.quantity NOT NULL DEFAULT 0 CHECK (investment >= 0),
  fixed_investment core.quantity CHECK (fixed_investment >= 0),
  -- 万元, the year's plan and what is done of it: progress, not content.
  year_investment core.quantity CHECK (year_investment >= 0),
  done_investment core.quantity CHECK (done_investment >= 0),
  -- 亩, all land that the project occupies.
  land_area core.quantity CHECK (land_area >= 0),
  -- 平方米 of buildings.
  floor_area core.quantity CHECK (floor_area >= 0),
  -- 万元 a year.
  output core.quantity CHECK (output >= 0),
  tax core.quantity CHECK (tax >= 0),
  jobs integer CHECK (jobs >= 0),
  -- Share of local labour, ten-thousandths of 1.
  local_labour_share core.quantity CHECK (local_labour_share BETWEEN 0 AND 10000),
  -- 吨标准煤, 万千瓦时, 立方米 a year: what it uses, whether or not quota is needed for it.
  energy_use core.quantity CHECK (energy_use >= 0),
  electricity_use core.quantity CHECK (electricity_use >= 0),
  water_use core.quantity CHECK (water_use >= 0),
  saving_measures text CHECK (length(saving_measures) <= 4000),
  process text CHECK (length(process) <= 4000),
  waste text CHECK (length(waste) <= 4000),
  pollution_measures text CHECK (length(pollution_measures) <= 4000),
  other_merits text CHECK (length(other_merits) <= 4000),
  is_two_high boolean NOT NULL DEFAULT false,
  is_strategic boolean NOT NULL DEFAULT false,
  is_cross_county boolean NOT NULL DEFAULT false,
  -- Class 7 of L2: why the city pushes it although no other class holds.
  named_reason text CHECK (length(named_reason) <= 1000),
  -- 万美元: new total investment of the year, and registered capital paid in cash in the year.
  usd_total core.quantity CHECK (usd_total >= 0),
  usd_cash core.quantity CHECK (usd_cash >= 0),
  planned_start date,
  planned_finish date CHECK (planned_finish >= planned_start),
  owner text COLLATE "zh-x-icu" CHECK (length(owner) <= 200),
  owner_address text CHECK (length(owner_address) <= 500),
  -- 万元.
  owner_capital core.quantity CHECK (owner_capital >= 0),
  owner_kind text CHECK (length(owner_kind) <= 100),
  business_scope text CHECK (length(business_scope) <= 4000),
  legal_person text CHECK (length(legal_person) <= 100),
  credit_code text CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
  contact text CHECK (length(contact) <= 100),
  phone text CHECK (length(phone) <= 100),
  responsible_unit text CHECK (length(responsible_unit) <= 200),
  stage text NOT NULL DEFAULT 'planning'
    CHECK (stage IN ('planning', 'consultation', 'reserved', 'allocated', 'construction', 'production', 'out')),
  -- Efficiency evaluation; T: none yet.
  grade text NOT NULL DEFAULT 'T' CHECK (grade IN ('A', 'B', 'C', 'D', 'T')),
  entered date NOT NULL DEFAULT CURRENT_DATE,
  last_progress date,
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  remark text CHECK (length(remark) <= 4000),
  is_generated boolean NOT NULL DEFAULT false,
  -- Goes up when something changes that opinions rest on (L12).
  content_version integer NOT NULL DEFAULT 1 CHECK (content_version > 0),
  -- Kept by the triggers on library.demand: of all demand, and of what was not merely estimated.
  demand_digest text NOT NULL DEFAULT '',
  reported_digest text NOT NULL DEFAULT '',
  -- Everything that a plan or an opinion may rest on; a plan is stale when it differs.
  content_hash text NOT NULL GENERATED ALWAYS AS (encode(digest(
    code::text || chr(31) || name || chr(31) || region::text || chr(31) || industry || chr(31) || coalesce(kind, '') || chr(31)
    || coalesce(category, '') || chr(31) || level || chr(31) || source_kind || chr(31) || coalesce(plant_kind, '') || chr(31)
    || coalesce(address, '') || chr(31) || coalesce(contents, '') || chr(31) || coalesce(products, '') || chr(31)
    || investment::bigint::text || chr(31) || coalesce(fixed_investment::bigint::text, '') || chr(31)
    || coalesce(land_area::bigint::text, '') || chr(31) || coalesce(floor_area::bigint::text, '') || chr(31)
    || coalesce(output::bigint::text, '') || chr(31) || coalesce(tax::bigint::text, '') || chr(31) || coalesce(jobs::text, '') || chr(31)
    || coalesce(energy_use::bigint::text, '') || chr(31) || coalesce(electricity_use::bigint::text, '') || chr(31)
    || coalesce(water_use::bigint::text, '') || chr(31) || coalesce(process, '') || chr(31) || coalesce(waste, '') || chr(31)
    || is_two_high::text || chr(31) || is_strategic::text || chr(31) || is_cross_county::text || chr(31) || coalesce(named_reason, '')
    || chr(31) || coalesce(usd_total::bigint::text, '') || chr(31) || coalesce(usd_cash::bigint::text, '') || chr(31) || grade
    || chr(31) || coalesce((planned_start - DATE '2000-01-01')::text, '') || chr(31)
    || coalesce((planned_finish - DATE '2000-01-01')::text, '') || chr(31) || demand_digest, 'sha256'), 'hex')) STORED,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_by text NOT NULL CHECK (created_by <> ''),
  PRIMARY KEY (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);
COMMENT ON TABLE library.project IS '重点项目库：项目';
CREATE INDEX project_region ON library.project (city, region);
CREATE INDEX project_stage ON library.project (city, stage);
-- Pinyin order for lists of people, trigrams for search by any part of a name.
CREATE INDEX project_name ON library.project (city, name);
CREATE INDEX project_name_search ON library.project USING gin ((name COLLATE "default") gin_trgm_ops);

-- L6.2: one project may stand in several libraries.
CREATE TABLE library.membership (
  city core.code NOT NULL,
  project core.code NOT NULL,
  -- Key projects of province, city, county; investment promotion; policy funds; factor guarantee.
  library text NOT NULL CHECK (library IN ('province', 'city', 'county', 'promotion', 'policy_fund', 'factor')),
  since date NOT NULL DEFAULT CURRENT_DATE,
  PRIMARY KEY (city, project, library),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code)
);
COMMENT ON TABLE library.membership IS '项目所在的库（省、市、县重点项目库，招商项目库，政策性资金项目库，要素保障库）';

-- L2 as judged by the policy in force on a day: the classes a project is in, and the thresholds that decided.
-- View library.classification says it in rows and sentences.
CREATE TABLE library.judgement (
  city core.code NOT NULL,
  project core.code NOT NULL,
  judged_on date NOT NULL,
  policy_version core.code,
  classes smallint[] NOT NULL,
  -- Array [attracted, planned, foreign total, foreign cash]: the thresholds of that day, ten-thousandths of 万元 and 万美元.
  thresholds bigint[] NOT NULL CHECK (cardinality(thresholds) = 4),
  PRIMARY KEY (city, project),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code)
);
COMMENT ON TABLE library.judgement IS '七类重点项目认定：结论与依据（第二条）';

CREATE TABLE library.demand (
  city core.code NOT NULL,
  project core.code NOT NULL,
  factor core.code NOT NULL,
  -- The year in which it is needed; NULL: as soon as possible.
  year core.vintage,
  -- Construction phase; empty for the whole project.
  phase text NOT NULL DEFAULT '' CHECK (length(phase) <= 50),
  quantity core.quantity NOT NULL CHECK (quantity >= 0),
  standing text NOT NULL CHECK (standing IN ('reported', 'verified', 'estimated')),
  -- What an estimate rests on, or who verified.
  basis text CHECK (length(basis) <= 1000),
  UNIQUE NULLS NOT DISTINCT (city, project, factor, year, phase),
  CHECK (standing <> 'estimated' OR basis IS NOT NULL),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code)
);
COMMENT ON TABLE library.demand IS '项目要素需求（按要素、年度、期次），注明上报、核定或估算';

-- What a demand was before it was changed or replaced.
CREATE TABLE library.demand_history (
  city core.code NOT NULL,
  project core.code NOT NULL,
  change bigint GENERATED ALWAYS AS IDENTITY,
  factor core.code NOT NULL,
  year core.vintage,
  phase text NOT NULL,
  quantity core.quantity NOT NULL,
  standing text NOT NULL,
  basis text,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  import integer,
  PRIMARY KEY (city, project, change),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, import) REFERENCES library.import (city, import)
);
COMMENT ON TABLE library.demand_history IS '要素需求的历史值';

-- What a change made of a project: only the fields that differ, before and after.
CREATE TABLE library.project_history (
  city core.code NOT NULL,
  project core.code NOT NULL,
  change bigint GENERATED ALWAYS AS IDENTITY,
  -- Version that the change led to. A change of demand alone has empty `was` and `became`: library.demand_history has it.
  content_version integer NOT NULL,
  is_material boolean NOT NULL,
  -- The change sent a reserved project back to consultation (L12).
  reopened boolean NOT NULL,
  was jsonb NOT NULL,
  became jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  reason text,
  import integer,
  PRIMARY KEY (city, project, change),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, import) REFERENCES library.import (city, import)
);
COMMENT ON TABLE library.project_history IS '项目变更记录：何时、何人、哪次导入、改了什么';

-- Where the present and earlier values were read: one row for a project and import. `fields` NULL: every mapped column of that row;
-- else only those named. The import that last names a field is the origin of its present value.
CREATE TABLE library.value_source (
  city core.code NOT NULL,
  project core.code NOT NULL,
  import integer NOT NULL,
  sheet text NOT NULL,
  row_number integer NOT NULL CHECK (row_number > 0),
  fields text[],
  PRIMARY KEY (city, project, import),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, import) REFERENCES library.import (city, import)
);
COMMENT ON TABLE library.value_source IS '数值来源：导入、工作表、行、字段';

CREATE FUNCTION library.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '项目库记录不可修改或删除: %.%', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'YS200', HINT = '退出的项目把阶段设为 out；历史记录只增不改。';
END
$$;

-- The bodies of these are in sql/functions/library and replaced with them.
CREATE FUNCTION library.note_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION library.note_demand() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION library.seal_demand() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE TRIGGER note_change BEFORE UPDATE ON library.project FOR EACH ROW
  EXECUTE FUNCTION library.note_change();
CREATE TRIGGER note_demand AFTER UPDATE OR DELETE ON library.demand FOR EACH ROW EXECUTE FUNCTION library.note_demand();
CREATE TRIGGER seal_inserted AFTER INSERT ON library.demand REFERENCING NEW TABLE AS touched FOR EACH STATEMENT
  EXECUTE FUNCTION library.seal_demand();
CREATE TRIGGER seal_updated AFTER UPDATE ON library.demand REFERENCING NEW TABLE AS touched FOR EACH STATEMENT
  EXECUTE FUNCTION library.seal_demand();
CREATE TRIGGER seal_deleted AFTER DELETE ON library.demand REFERENCING OLD TABLE AS touched FOR EACH STATEMENT
  EXECUTE FUNCTION library.seal_demand();

CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON library.project EXECUTE FUNCTION library.refuse_change();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON library.project_history EXECUTE FUNCTION library.refuse_change();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON library.demand_history EXECUTE FUNCTION library.refuse_change();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON library.value_source EXECUTE FUNCTION library.refuse_change();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON library.import EXECUTE FUNCTION library.refuse_change();
CREATE TRIGGER keep BEFORE TRUNCATE ON library.demand EXECUTE FUNCTION library.refuse_change();

GRANT SELECT ON ALL TABLES IN SCHEMA library TO yaosu_app;
