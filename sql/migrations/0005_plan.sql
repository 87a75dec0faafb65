-- Runs of the planner: what was decided on, what was decided, what was proved, who adopted it.
-- A run is written once. Only adoption, publication and staleness are added to it later, each once.

-- Numbers of runs are small and without gaps, because people name them in meetings.
CREATE TABLE plan.counter (
  city core.code PRIMARY KEY REFERENCES policy.city,
  last_run integer NOT NULL DEFAULT 0 CHECK (last_run >= 0)
);

-- What a plan was decided on, whole; the same content is stored once. Explanations re-solve on it, years later too.
CREATE TABLE plan.snapshot (
  city core.code NOT NULL REFERENCES policy.city,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  content jsonb NOT NULL,
  PRIMARY KEY (city, hash)
);

CREATE TABLE plan.run (
  city core.code NOT NULL REFERENCES policy.city,
  run integer NOT NULL CHECK (run > 0),
  -- Idempotency key of the client: a retry after a lost answer finds the run instead of writing it twice.
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  scenario text NOT NULL CHECK (length(scenario) BETWEEN 1 AND 200),
  title text NOT NULL,
  title_en text NOT NULL,
  -- The scenario as it was read, canonical JSON.
  scenario_content jsonb NOT NULL,
  -- Policy or supply were changed: such a run is a rehearsal and can't be adopted.
  is_rehearsal boolean NOT NULL,
  snapshot_hash text NOT NULL,
  -- The plan as the solver wrote it; the tables below are its rows, made from it in the same transaction.
  content jsonb NOT NULL,
  base_date date NOT NULL,
  policy_version core.code NOT NULL,
  vintage core.vintage NOT NULL,
  horizon smallint NOT NULL CHECK (horizon BETWEEN 1 AND 3),
  status text NOT NULL CHECK (status IN ('proven', 'stopped')),
  solver text NOT NULL,
  seconds double precision NOT NULL CHECK (seconds >= 0),
  -- Last ledger batch of the city that the snapshot saw.
  ledger_batch bigint NOT NULL CHECK (ledger_batch >= 0),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  adopted_at timestamptz,
  adopted_by text,
  decision_document text,
  published_at timestamptz,
  published_by text,
  PRIMARY KEY (city, run),
  UNIQUE (city, key),
  FOREIGN KEY (city, snapshot_hash) REFERENCES plan.snapshot (city, hash),
  FOREIGN KEY (city, policy_version) REFERENCES policy.version (city, code),
  CHECK ((adopted_at IS NULL) = (adopted_by IS NULL)),
  CHECK ((adopted_at IS NULL) = (decision_document IS NULL)),
  CHECK ((published_at IS NULL) = (published_by IS NULL)),
  CHECK (published_at IS NULL OR adopted_at IS NOT NULL),
  CHECK (adopted_at IS NULL OR NOT is_rehearsal)
);

CREATE TABLE plan.tier (
  city core.code NOT NULL,
  run integer NOT NULL,
  vintage core.vintage NOT NULL,
  tier smallint NOT NULL CHECK (tier >= 0),
  name text NOT NULL,
  name_en text NOT NULL,
  value bigint NOT NULL,
  bound bigint NOT NULL,
  awarded integer NOT NULL CHECK (awarded >= 0),
  candidates integer NOT NULL CHECK (candidates >= awarded),
  seconds double precision NOT NULL,
  status text NOT NULL CHECK (status IN ('proven', 'stopped')),
  PRIMARY KEY (city, run, vintage, tier),
  FOREIGN KEY (city, run) REFERENCES plan.run (city, run),
  CHECK (bound >= value)
);

CREATE TABLE plan.pool (
  city core.code NOT NULL,
  run integer NOT NULL,
  region core.code NOT NULL,
  factor core.code NOT NULL,
  vintage core.vintage NOT NULL,
  before core.quantity NOT NULL CHECK (before >= 0),
  moved_in core.quantity NOT NULL CHECK (moved_in >= 0),
  moved_out core.quantity NOT NULL CHECK (moved_out >= 0),
  given core.quantity NOT NULL CHECK (given >= 0),
  after core.quantity GENERATED ALWAYS AS (before + moved_in - moved_out - given) STORED,
  -- Score per unit of the factor at the margin.
  shadow_price double precision NOT NULL CHECK (shadow_price >= 0),
  PRIMARY KEY (city, run, region, factor, vintage),
  FOREIGN KEY (city, run) REFERENCES plan.run (city, run),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  CHECK (before + moved_in - moved_out - given >= 0)
);

-- Every project that the run looked at, as it looked.
CREATE TABLE plan.candidate (
  city core.code NOT NULL,
  run integer NOT NULL,
  project core.code NOT NULL,
  content_hash text NOT NULL,
  region core.code NOT NULL,
  home core.code NOT NULL,
  tier smallint NOT NULL,
  score bigint NOT NULL CHECK (score >= 1),
  investment core.quantity NOT NULL,
  pin text CHECK (pin IN ('must', 'never')),
  -- In this plan: the vintage in which it is served; NULL when it is left out.
  served_in core.vintage,
  PRIMARY KEY (city, run, project),
  FOREIGN KEY (city, run) REFERENCES plan.run (city, run),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, home) REFERENCES policy.region (city, code)
);

CREATE TABLE plan.award_line (
  city core.code NOT NULL,
  run integer NOT NULL,
  project core.code NOT NULL,
  factor core.code NOT NULL,
  -- Region of the pool that gives.
  region core.code NOT NULL,
  vintage core.vintage NOT NULL,
  quantity core.positive_quantity NOT NULL,
  PRIMARY KEY (city, run, project, factor, region, vintage),
  FOREIGN KEY (city, run, project) REFERENCES plan.candidate (city, run, project),
  FOREIGN KEY (city, run, region, factor, vintage) REFERENCES plan.pool (city, run, region, factor, vintage)
);

CREATE TABLE plan.move (
  city core.code NOT NULL,
  run integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('loan', 'transfer')),
  factor core.code NOT NULL,
  vintage core.vintage NOT NULL,
  from_region core.code NOT NULL,
  to_region core.code NOT NULL CHECK (to_region <> from_region),
  quantity core.positive_quantity NOT NULL,
  PRIMARY KEY (city, run, kind, factor, vintage, from_region, to_region),
  FOREIGN KEY (city, run) REFERENCES plan.run (city, run),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  FOREIGN KEY (city, from_region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, to_region) REFERENCES policy.region (city, code)
);

-- L20.2: who is left out, why, and by when there is an answer.
CREATE TABLE plan.unmet (
  city core.code NOT NULL,
  run integer NOT NULL,
  project core.code NOT NULL,
  cause text NOT NULL CHECK (cause IN ('fault', 'neverFits', 'waitsForQuota', 'waitsForDecision')),
  rank integer NOT NULL CHECK (rank >= 0),
  due date,
  due_basis text CHECK (due_basis IN ('nextVintage', 'decisionDue')),
  PRIMARY KEY (city, run, project),
  FOREIGN KEY (city, run, project) REFERENCES plan.candidate (city, run, project),
  CHECK ((due IS NULL) = (due_basis IS NULL))
);

CREATE TABLE plan.shortage (
  city core.code NOT NULL,
  run integer NOT NULL,
  project core.code NOT NULL,
  factor core.code NOT NULL,
  region core.code NOT NULL,
  vintage core.vintage NOT NULL,
  needed core.quantity NOT NULL,
  available core.quantity NOT NULL,
  missing core.quantity GENERATED ALWAYS AS (needed - available) STORED,
  PRIMARY KEY (city, run, project, factor, region, vintage),
  FOREIGN KEY (city, run, project) REFERENCES plan.unmet (city, run, project),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);

CREATE TABLE plan.way (
  city core.code NOT NULL,
  run integer NOT NULL,
  project core.code NOT NULL,
  -- 1 is the cheapest.
  place smallint NOT NULL CHECK (place > 0),
  kind text NOT NULL CHECK (kind IN ('smallerDemand', 'nextVintage', 'cityPool', 'loan', 'paidTransfer', 'reclaim', 'displacement')),
  factor core.code,
  region core.code,
  vintage core.vintage,
  quantity core.quantity,
  -- Projects that would be pushed out, or whose quota would be reclaimed.
  others core.code[] NOT NULL,
  cost bigint NOT NULL,
  is_sufficient boolean NOT NULL,
  PRIMARY KEY (city, run, project, place),
  FOREIGN KEY (city, run, project) REFERENCES plan.unmet (city, run, project),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);

-- What a scenario said must hold, and whether it did.
CREATE TABLE plan.assertion (
  city core.code NOT NULL,
  run integer NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  subject text NOT NULL,
  holds boolean NOT NULL,
  found text NOT NULL,
  PRIMARY KEY (city, run, place),
  FOREIGN KEY (city, run) REFERENCES plan.run (city, run)
);

-- Reports ask "who waits for this pool" and "runs of this project".
CREATE INDEX ON plan.candidate (city, project, run);
CREATE INDEX ON plan.shortage (city, run, factor, region);

-- A run is history: rows are added by plan.store_run, and only the decision columns are set later, once each.
CREATE FUNCTION plan.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '方案记录不可修改或删除: %.%', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'YS100', HINT = '重新运行情景会得到新的方案编号。';
END
$$;

CREATE FUNCTION plan.guard_run() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (to_jsonb(OLD) - ARRAY['adopted_at', 'adopted_by', 'decision_document', 'published_at', 'published_by'])
      IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['adopted_at', 'adopted_by', 'decision_document', 'published_at', 'published_by'])
    OR (OLD.adopted_at IS NOT NULL AND (OLD.adopted_at, OLD.adopted_by, OLD.decision_document)
      IS DISTINCT FROM (NEW.adopted_at, NEW.adopted_by, NEW.decision_document))
    OR (OLD.published_at IS NOT NULL AND (OLD.published_at, OLD.published_by) IS DISTINCT FROM (NEW.published_at, NEW.published_by))
  THEN
    RAISE EXCEPTION '方案 % 的记录不可修改', OLD.run
      USING ERRCODE = 'YS100', HINT = '采纳与公布各只发生一次；其余内容写入后不变。';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard BEFORE UPDATE ON plan.run FOR EACH ROW EXECUTE FUNCTION plan.guard_run();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tier', 'pool', 'candidate', 'award_line', 'move', 'unmet', 'shortage', 'way', 'assertion', 'snapshot'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON plan.%I EXECUTE FUNCTION plan.refuse_change()', name);
  END LOOP;
END
$$;
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON plan.run EXECUTE FUNCTION plan.refuse_change();

GRANT SELECT ON ALL TABLES IN SCHEMA plan TO yaosu_app;
