-- Long work (plans, imports) that a worker takes up, and decisions that need two persons.
CREATE SCHEMA jobs;
GRANT USAGE ON SCHEMA jobs TO yaosu_app, yaosu_service, yaosu_officer;

CREATE TABLE jobs.kind (
  city core.code NOT NULL REFERENCES policy.city,
  kind core.code NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  -- Who may ask for it.
  roles text[] NOT NULL,
  -- A worker that was killed leaves its job to another; after so many tries it has failed.
  most_attempts smallint NOT NULL DEFAULT 3 CHECK (most_attempts BETWEEN 1 AND 100),
  PRIMARY KEY (city, kind)
);
COMMENT ON TABLE jobs.kind IS '后台任务的种类和可提交的角色';

CREATE TABLE jobs.job (
  city core.code NOT NULL,
  job bigint GENERATED ALWAYS AS IDENTITY,
  kind core.code NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 300),
  payload jsonb NOT NULL CHECK (pg_column_size(payload) <= 1000000),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  person core.code NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts smallint NOT NULL DEFAULT 0,
  worker text,
  begun_at timestamptz,
  beat_at timestamptz,
  ended_at timestamptz,
  progress jsonb NOT NULL DEFAULT '{}',
  result jsonb,
  fault text,
  is_cancel_asked boolean NOT NULL DEFAULT false,
  PRIMARY KEY (city, job),
  UNIQUE (city, key),
  FOREIGN KEY (city, kind) REFERENCES jobs.kind (city, kind),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  CHECK ((state = 'running') = (worker IS NOT NULL AND ended_at IS NULL))
);
CREATE INDEX ON jobs.job (city, job) WHERE state IN ('waiting', 'running');
COMMENT ON TABLE jobs.job IS '后台任务';

-- Files that were sent in, as they came, until the import that they are for is over.
CREATE TABLE jobs.file (
  city core.code NOT NULL REFERENCES policy.city,
  file bigint GENERATED ALWAYS AS IDENTITY,
  person core.code NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND name !~ '[/\\]'),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 33554432),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, file),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code)
);
COMMENT ON TABLE jobs.file IS '上传的文件原件';

-- What one person proposes and another decides: movements of the ledger, adoption of a plan.
CREATE TABLE office.proposal (
  city core.code NOT NULL,
  proposal integer GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind ~ '^(ledger\.[a-z_]+|plan\.(adopt|publish))$'),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- {context, lines} of a ledger event, {context, run} of a plan: what will be done, to the letter.
  content jsonb NOT NULL CHECK (pg_column_size(content) <= 1000000),
  region core.code NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'agreed', 'done', 'refused', 'withdrawn')),
  proposed_by core.code NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_by core.code,
  decided_at timestamptz,
  -- Agreed, but it can still be stopped until then.
  takes_effect_at timestamptz,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
  answer jsonb,
  PRIMARY KEY (city, proposal),
  UNIQUE (city, key),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, proposed_by) REFERENCES office.person (city, code),
  FOREIGN KEY (city, decided_by) REFERENCES office.person (city, code),
  CONSTRAINT two_persons CHECK (proposed_by <> decided_by OR state = 'withdrawn'),
  CHECK ((decided_by IS NULL) = (state = 'open'))
);
CREATE INDEX ON office.proposal (city, proposal) WHERE state IN ('open', 'agreed');
COMMENT ON TABLE office.proposal IS '双人复核：提出与批准须为两人';

GRANT SELECT ON jobs.kind TO yaosu_app, yaosu_report, yaosu_officer;
GRANT SELECT ON jobs.job, jobs.file TO yaosu_app, yaosu_officer;
GRANT SELECT ON office.proposal TO yaosu_app, yaosu_report, yaosu_officer;
ALTER TABLE jobs.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON jobs.job FOR SELECT TO yaosu_officer USING (person = current_setting('yaosu.person', true)
  OR EXISTS (SELECT FROM office.post p WHERE p.city = job.city AND p.person = current_setting('yaosu.person', true) AND p.role IN ('system_admin', 'hq_leader')));
CREATE POLICY service ON jobs.job FOR ALL TO yaosu_app USING (true);
ALTER TABLE jobs.file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON jobs.file FOR SELECT TO yaosu_officer USING (person = current_setting('yaosu.person', true));
CREATE POLICY service ON jobs.file FOR SELECT TO yaosu_app USING (true);
ALTER TABLE office.proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_region ON office.proposal FOR SELECT USING ((city, region) IN (SELECT v.city, v.region FROM policy.visible_region v WHERE v.region <> v.city)
  OR proposed_by = current_setting('yaosu.person', true)
  OR EXISTS (SELECT FROM policy.visible_region v WHERE v.city = proposal.city HAVING count(*) = (SELECT count(*) FROM policy.region r WHERE r.city = proposal.city)));
