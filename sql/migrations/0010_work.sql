-- Cases: procedures are data, a case runs through the steps of one version of one procedure, each task is somebody's to do until a day.
-- Only functions of schema work write here. Nothing is deleted; the history keeps every act with who, when and why.
CREATE SCHEMA work;
GRANT USAGE ON SCHEMA work TO yaosu_app, yaosu_report, yaosu_officer;

-- A version of a procedure, as its file says it. A case ends under the version that it began with.
CREATE TABLE work.procedure (
  city core.code NOT NULL REFERENCES policy.city,
  procedure core.code NOT NULL,
  version core.code NOT NULL,
  title text NOT NULL,
  title_en text NOT NULL,
  document text NOT NULL,
  articles text[] NOT NULL,
  during daterange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  subject text NOT NULL CHECK (subject IN ('project', 'unit', 'none')),
  content jsonb NOT NULL,
  hash text NOT NULL GENERATED ALWAYS AS (encode(digest(content::text, 'sha256'), 'hex')) STORED,
  stored_by text NOT NULL CHECK (stored_by <> ''),
  stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, procedure, version),
  EXCLUDE USING gist (city WITH =, procedure WITH =, during WITH &&)
);
COMMENT ON TABLE work.procedure IS '办理程序的版本（步骤、时限、表单均为数据）';

CREATE TABLE work.step (
  city core.code NOT NULL,
  procedure core.code NOT NULL,
  version core.code NOT NULL,
  step core.code NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  title text NOT NULL,
  title_en text NOT NULL,
  -- one: a single task; each: one a unit, all must answer (会签); any: the first answer counts (或签); end: the case is over.
  mode text NOT NULL CHECK (mode IN ('one', 'each', 'any', 'end')),
  content jsonb NOT NULL,
  PRIMARY KEY (city, procedure, version, step),
  FOREIGN KEY (city, procedure, version) REFERENCES work.procedure (city, procedure, version)
);
COMMENT ON TABLE work.step IS '程序的步骤';

-- What an officer may answer at a step.
CREATE TABLE work.outcome (
  city core.code NOT NULL,
  procedure core.code NOT NULL,
  version core.code NOT NULL,
  step core.code NOT NULL,
  outcome core.code NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  title text NOT NULL,
  title_en text NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (city, procedure, version, step, outcome),
  FOREIGN KEY (city, procedure, version, step) REFERENCES work.step (city, procedure, version, step)
);
COMMENT ON TABLE work.outcome IS '步骤可选的办理结果';

-- Every arrow that the procedure has; the engine follows no other.
CREATE TABLE work.arrow (
  city core.code NOT NULL,
  procedure core.code NOT NULL,
  version core.code NOT NULL,
  step core.code NOT NULL,
  -- An outcome, or the rule of a step that counts answers.
  via core.code NOT NULL,
  target core.code NOT NULL,
  PRIMARY KEY (city, procedure, version, step, via, target),
  FOREIGN KEY (city, procedure, version, step) REFERENCES work.step (city, procedure, version, step),
  FOREIGN KEY (city, procedure, version, target) REFERENCES work.step (city, procedure, version, step)
);
COMMENT ON TABLE work.arrow IS '步骤之间的流转';

-- Case numbers are without gaps, because people name them.
CREATE TABLE work.counter (
  city core.code PRIMARY KEY REFERENCES policy.city,
  last_case integer NOT NULL DEFAULT 0 CHECK (last_case >= 0),
  last_meeting integer NOT NULL DEFAULT 0 CHECK (last_meeting >= 0)
);

CREATE TABLE work.matter (
  city core.code NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  procedure core.code NOT NULL,
  version core.code NOT NULL,
  title text COLLATE "zh-x-icu" NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  project core.code,
  -- Of procedures about a unit, and the unit that started it otherwise.
  unit core.code NOT NULL,
  region core.code NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'suspended', 'closed')),
  -- Goes up each time that the case goes back; a join counts only what was done in this round.
  round smallint NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 1000),
  -- The end step.
  result core.code,
  -- What the daily job started it for: one case for each subject and period.
  automatic_key text,
  opened_on date NOT NULL,
  closed_on date CHECK (closed_on >= opened_on),
  -- Of the project, when the case began or its opinions were last asked for (L12).
  content_version integer,
  -- Fields of all forms so far; the later wins.
  data jsonb NOT NULL DEFAULT '{}',
  -- The case out of which this one came.
  parent integer,
  PRIMARY KEY (city, number),
  FOREIGN KEY (city, procedure, version) REFERENCES work.procedure (city, procedure, version),
  FOREIGN KEY (city, procedure, version, result) REFERENCES work.step (city, procedure, version, step),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, parent) REFERENCES work.matter (city, number),
  CHECK ((status = 'closed') = (closed_on IS NOT NULL)),
  UNIQUE (city, automatic_key),
  CHECK (status = 'closed' OR result IS NULL)
);
CREATE INDEX ON work.matter (city, project);
CREATE INDEX ON work.matter (city, procedure, status);
COMMENT ON TABLE work.matter IS '事项（一次会商、一个问题、一次收回……）';

CREATE TABLE work.task (
  city core.code NOT NULL,
  task bigint GENERATED ALWAYS AS IDENTITY,
  number integer NOT NULL,
  procedure core.code NOT NULL,
  version core.code NOT NULL,
  step core.code NOT NULL,
  round smallint NOT NULL,
  -- Whose it is: a role in a unit; `person` once somebody has it by name (转办).
  unit core.code NOT NULL,
  role core.code NOT NULL,
  person core.code,
  -- Whom it returns to once `person` has drafted an answer (委派).
  delegated_by core.code,
  -- Added by hand (加签), by whom is in the history.
  is_added boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'suspended', 'done', 'void')),
  opened_on date NOT NULL,
  due date,
  suspended_on date,
  outcome core.code,
  form jsonb,
  done_by core.code,
  -- Whom the doer stood in for.
  done_for core.code,
  done_on date,
  PRIMARY KEY (city, task),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, procedure, version, step) REFERENCES work.step (city, procedure, version, step),
  FOREIGN KEY (city, procedure, version, step, outcome) REFERENCES work.outcome (city, procedure, version, step, outcome),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, role) REFERENCES office.role (city, code),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  FOREIGN KEY (city, delegated_by) REFERENCES office.person (city, code),
  FOREIGN KEY (city, done_by) REFERENCES office.person (city, code),
  CHECK ((state = 'done') = (outcome IS NOT NULL)),
  CHECK ((state = 'suspended') = (suspended_on IS NOT NULL)),
  CHECK (done_on >= opened_on)
);
CREATE INDEX ON work.task (city, number);
CREATE INDEX ON work.task (city, unit, role) WHERE state IN ('open', 'suspended');
CREATE INDEX ON work.task (city, due) WHERE state = 'open';
COMMENT ON TABLE work.task IS '待办与已办任务';

-- Every act. `seal` chains the events of one case: changing one breaks all later ones.
CREATE TABLE work.event (
  city core.code NOT NULL,
  event bigint GENERATED ALWAYS AS IDENTITY,
  number integer NOT NULL,
  task bigint,
  verb text NOT NULL,
  -- NULL: the daily job.
  person core.code,
  person_for core.code,
  day date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason text,
  document text,
  detail jsonb NOT NULL DEFAULT '{}',
  seal text NOT NULL CHECK (seal ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (city, event),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, task) REFERENCES work.task (city, task),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code)
);
CREATE INDEX ON work.event (city, number, event);
COMMENT ON TABLE work.event IS '事项历史：谁、何时、做了什么、为什么';

-- A client's key: a retry after a lost answer gets the first answer instead of a second act.
CREATE TABLE work.request (
  city core.code NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  what text NOT NULL,
  hash text NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, key)
);
COMMENT ON TABLE work.request IS '幂等键与首次结果';

-- What somebody should know. Made once for each key, so that the daily job may run twice.
CREATE TABLE work.notice (
  city core.code NOT NULL,
  notice bigint GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 300),
  kind text NOT NULL CHECK (kind IN ('new', 'told', 'remind', 'overdue', 'escalate', 'urge', 'due_report', 'condition')),
  unit core.code NOT NULL,
  role core.code,
  person core.code,
  number integer,
  task bigint,
  project core.code,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  day date NOT NULL,
  due date,
  read_by core.code,
  read_on date,
  PRIMARY KEY (city, notice),
  UNIQUE (city, key),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, role) REFERENCES office.role (city, code),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, task) REFERENCES work.task (city, task),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code)
);
CREATE INDEX ON work.notice (city, unit, role) WHERE read_on IS NULL;
COMMENT ON TABLE work.notice IS '通知：新任务、提醒、超期、上报、催办';

-- What was said, frozen: the form, the facts of the project as they were, and their hash.
CREATE TABLE work.document (
  city core.code NOT NULL,
  document bigint GENERATED ALWAYS AS IDENTITY,
  number integer NOT NULL,
  task bigint,
  form core.code NOT NULL,
  content jsonb NOT NULL,
  content_version integer,
  hash text NOT NULL GENERATED ALWAYS AS (encode(digest(content::text, 'sha256'), 'hex')) STORED,
  day date NOT NULL,
  PRIMARY KEY (city, document),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, task) REFERENCES work.task (city, task)
);
CREATE INDEX ON work.document (city, number);
COMMENT ON TABLE work.document IS '提交时冻结的表单与项目内容及其散列';

-- Dates of a project's life, planned and real. The last row of a kind holds; earlier ones stay.
CREATE TABLE work.milestone (
  city core.code NOT NULL,
  milestone bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('start', 'finish', 'production', 'target')),
  day date NOT NULL,
  evidence text NOT NULL CHECK (evidence <> ''),
  number integer,
  actor text NOT NULL,
  PRIMARY KEY (city, milestone),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
CREATE INDEX ON work.milestone (city, project, kind, milestone);
COMMENT ON TABLE work.milestone IS '项目节点：开工、竣工、投产、达效';

-- What the enterprise has promised and what evidence has shown: a second double-entry book (承诺账). Each row moves a quantity from one account
-- of (project, item) to another: outside → open when promised, open → kept by evidence, open → waived by decision.
CREATE TABLE work.promise (
  city core.code NOT NULL,
  entry bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  item text NOT NULL CHECK (item IN ('investment', 'output', 'tax', 'jobs', 'energy')),
  from_account text NOT NULL CHECK (from_account IN ('outside', 'open', 'kept')),
  to_account text NOT NULL CHECK (to_account IN ('outside', 'open', 'kept', 'waived')),
  -- Ten-thousandths of 万元 (a year), people, 吨标准煤.
  quantity core.positive_quantity NOT NULL,
  due date,
  day date NOT NULL,
  evidence text NOT NULL CHECK (evidence <> ''),
  number integer,
  actor text NOT NULL,
  PRIMARY KEY (city, entry),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  CHECK (from_account <> to_account)
);
CREATE INDEX ON work.promise (city, project, item);
COMMENT ON TABLE work.promise IS '承诺账：企业承诺与兑现';

-- Monthly figures of a project in construction. Locked once the city has accepted the county's month.
CREATE TABLE work.progress (
  city core.code NOT NULL,
  project core.code NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  -- 万元 × 10^4: invested this year up to the month's end.
  invested core.quantity NOT NULL CHECK (invested >= 0),
  picture text NOT NULL DEFAULT '' CHECK (length(picture) <= 1000),
  locked_by integer,
  reported_by text NOT NULL CHECK (reported_by <> ''),
  reported_on date NOT NULL,
  PRIMARY KEY (city, project, month),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, locked_by) REFERENCES work.matter (city, number)
);
COMMENT ON TABLE work.progress IS '月度投资与形象进度';

-- Service officer, steward and group of a project (L21, A3).
CREATE TABLE work.service (
  city core.code NOT NULL,
  service bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('officer', 'steward', 'member', 'contact')),
  person core.code NOT NULL,
  since date NOT NULL,
  until date CHECK (until >= since),
  number integer,
  PRIMARY KEY (city, service),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
-- One officer and one steward at a time.
CREATE UNIQUE INDEX service_single ON work.service (city, project, kind) WHERE until IS NULL AND kind IN ('officer', 'steward');
COMMENT ON TABLE work.service IS '服务专员、项目管家与代办组';

CREATE TABLE work.meeting (
  city core.code NOT NULL,
  meeting integer NOT NULL CHECK (meeting > 0),
  kind text NOT NULL CHECK (kind IN ('regular', 'special', 'coordination', 'routine', 'composite', 'hard', 'major')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  held_on date NOT NULL,
  place text NOT NULL DEFAULT '',
  chair core.code NOT NULL,
  attendees text[] NOT NULL DEFAULT '{}',
  minutes text,
  document text,
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'closed')),
  PRIMARY KEY (city, meeting),
  FOREIGN KEY (city, chair) REFERENCES office.person (city, code),
  CHECK ((state = 'closed') = (minutes IS NOT NULL))
);
COMMENT ON TABLE work.meeting IS '会议：联席会议三类、代办四级调度';

CREATE TABLE work.agenda (
  city core.code NOT NULL,
  meeting integer NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- The case that is discussed, with its materials frozen as they were when the item was put on.
  number integer,
  material jsonb NOT NULL DEFAULT '{}',
  decision text CHECK (length(decision) BETWEEN 1 AND 2000),
  unit core.code,
  due date,
  -- The task that came of the decision.
  follow_up integer,
  PRIMARY KEY (city, meeting, place),
  FOREIGN KEY (city, meeting) REFERENCES work.meeting (city, meeting),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, follow_up) REFERENCES work.matter (city, number)
);
COMMENT ON TABLE work.agenda IS '会议议题与议定事项';

-- Bonus points, deductions, circulated criticism, referral (J7), each with its fact.
CREATE TABLE work.point (
  city core.code NOT NULL,
  point bigint GENERATED ALWAYS AS IDENTITY,
  unit core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('points', 'criticism', 'referral')),
  -- Hundredths of a point; deductions are negative.
  hundredths integer NOT NULL CHECK (hundredths BETWEEN -10000 AND 10000),
  reason text NOT NULL CHECK (reason <> ''),
  article text,
  number integer,
  project core.code,
  day date NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (city, point),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code)
);
COMMENT ON TABLE work.point IS '加分、减分、通报批评、移送';

-- Evaluations of a project (L28) and ratings both ways (A7): what was found, in tenths of a point out of 100.
CREATE TABLE work.rating (
  city core.code NOT NULL,
  rating bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('landing', 'production', 'target', 'owner_rates_group', 'group_rates_owner', 'satisfaction')),
  tenths integer NOT NULL CHECK (tenths BETWEEN 0 AND 1000),
  unit core.code,
  remark text NOT NULL DEFAULT '' CHECK (length(remark) <= 2000),
  facts jsonb NOT NULL DEFAULT '{}',
  number integer,
  day date NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (city, rating),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
CREATE INDEX ON work.rating (city, project, kind);
COMMENT ON TABLE work.rating IS '落地、投产、达效评价与双向考评';

-- Practices worth keeping (P9).
CREATE TABLE work.practice (
  city core.code NOT NULL,
  practice bigint GENERATED ALWAYS AS IDENTITY,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  number integer,
  day date NOT NULL,
  PRIMARY KEY (city, practice),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
COMMENT ON TABLE work.practice IS '可复用的改革措施与经验做法';

-- Assessment (L25–L27): indicators, weights and sources as data; what is measured is named, how it is measured stands in report.assessment_fact.
CREATE TABLE policy.indicator (
  city core.code NOT NULL REFERENCES policy.city,
  code core.code NOT NULL,
  subject text NOT NULL CHECK (subject IN ('county', 'department')),
  title text NOT NULL,
  title_en text NOT NULL,
  -- Hundredths of a point that the indicator is worth.
  weight integer NOT NULL CHECK (weight BETWEEN 0 AND 10000),
  measure text NOT NULL,
  -- The measure (ten-thousandths) at which no point and at which all points are given; between them in proportion.
  floor bigint NOT NULL,
  full_at bigint NOT NULL CHECK (full_at <> floor),
  article text,
  source text NOT NULL,
  sort integer NOT NULL,
  PRIMARY KEY (city, code)
);
COMMENT ON TABLE policy.indicator IS '考核指标、权重与满分值';

-- Traffic lights: sets of rules as cities publish them; the first that holds gives the colour.
CREATE TABLE policy.light (
  city core.code NOT NULL REFERENCES policy.city,
  rules core.code NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  colour text NOT NULL CHECK (colour IN ('red', 'yellow', 'green')),
  -- lag: points behind the schedule; done_share: done of what the schedule asks; start_delay: months after the planned start; stale: days without progress.
  measure text NOT NULL CHECK (measure IN ('lag', 'done_share', 'start_delay', 'stale', 'always')),
  at_least numeric,
  below numeric,
  text text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (city, rules, place)
);
COMMENT ON TABLE policy.light IS '红黄绿灯规则（数据），按顺序取第一条成立的';

GRANT SELECT ON policy.indicator, policy.light TO yaosu_app, yaosu_report;

CREATE FUNCTION work.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '办理记录不可修改或删除: %.%', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'YS300', HINT = '撤销也是一条新的记录。';
END
$$;
-- A version that has no last day gets one when the next version begins; nothing else of it ever changes.
CREATE FUNCTION work.guard_procedure() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) - 'during') IS DISTINCT FROM (to_jsonb(OLD) - 'during') OR NOT upper_inf(OLD.during)
    OR lower(NEW.during) <> lower(OLD.during) OR isempty(NEW.during) THEN
    RAISE EXCEPTION '程序版本不可修改: % %', OLD.procedure, OLD.version USING ERRCODE = 'YS300', HINT = '改动程序请装入新的版本。';
  END IF;
  RETURN NEW;
END
$$;
-- Guards of matter and task: what is done stays done. The bodies are in sql/functions/work.
CREATE FUNCTION work.guard_matter() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION work.guard_task() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION work.content_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA work FROM PUBLIC;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['step', 'outcome', 'arrow', 'event', 'document', 'milestone', 'promise', 'point', 'rating', 'practice', 'request'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON work.%I EXECUTE FUNCTION work.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['procedure', 'matter', 'task', 'notice', 'progress', 'service', 'meeting', 'agenda'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON work.%I EXECUTE FUNCTION work.refuse_change()', name);
  END LOOP;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON work.procedure FOR EACH ROW EXECUTE FUNCTION work.guard_procedure();
CREATE TRIGGER guard BEFORE UPDATE ON work.matter FOR EACH ROW EXECUTE FUNCTION work.guard_matter();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON work.task FOR EACH ROW EXECUTE FUNCTION work.guard_task();
-- L12: opinions that rest on another content are void.
CREATE TRIGGER content_changed AFTER UPDATE ON library.project FOR EACH ROW
  WHEN (NEW.content_version > OLD.content_version) EXECUTE FUNCTION work.content_changed();

GRANT SELECT ON ALL TABLES IN SCHEMA work TO yaosu_app;
GRANT SELECT ON ALL TABLES IN SCHEMA work TO yaosu_report, yaosu_officer;
REVOKE SELECT ON work.request, work.counter FROM yaosu_report, yaosu_officer;

-- Row security: a case is seen where its region is seen, or by those at whose unit a task of it lies or lay.
CREATE FUNCTION work.sees_matter(p_city text, p_number integer) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false';
REVOKE EXECUTE ON FUNCTION work.sees_matter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work.sees_matter TO yaosu_app, yaosu_report, yaosu_officer;
DO $$
DECLARE
  item record;
BEGIN
  ALTER TABLE work.matter ENABLE ROW LEVEL SECURITY;
  CREATE POLICY by_region ON work.matter FOR SELECT USING ((city, region) IN (SELECT v.city, v.region FROM policy.visible_region v WHERE v.region <> v.city)
    OR work.sees_matter(city, number));
  FOR item IN SELECT unnest(ARRAY['task', 'event', 'document', 'notice']) AS name LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_matter ON work.%1$I FOR SELECT USING (%1$I.number IS NULL OR EXISTS (SELECT FROM work.matter m
      WHERE (m.city, m.number) = (%1$I.city, %1$I.number)))', item.name);
  END LOOP;
  FOR item IN SELECT unnest(ARRAY['milestone', 'promise', 'progress', 'service', 'rating']) AS name LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_project ON work.%1$I FOR SELECT USING (EXISTS (SELECT FROM library.project p
      WHERE (p.city, p.code) = (%1$I.city, %1$I.project)))', item.name);
  END LOOP;
END
$$;
ALTER TABLE library.block ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_project ON library.block FOR SELECT USING (EXISTS (SELECT FROM library.project p WHERE (p.city, p.code) = (block.city, block.project)));
