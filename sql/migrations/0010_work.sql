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
  -- A generated column has no value yet in a trigger before the change.
  IF (to_jsonb(NEW) - ARRAY['during', 'hash']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['during', 'hash']) OR NOT upper_inf(OLD.during)
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
  FOREACH name IN ARRAY ARRAY['step', 'outcome', 'arrow', 'event', 'document', 'request'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON work.%I EXECUTE FUNCTION work.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['procedure', 'matter', 'task', 'notice'] LOOP
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
