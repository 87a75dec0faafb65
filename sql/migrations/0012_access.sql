-- Who may use the service: accounts of people, their sessions, tokens of programs, and a sealed record of what was done with them.
-- A password arrives as the argon2id string that the service made of it; of secrets in cookies and tokens only the SHA-256 is kept.
DO $$
BEGIN
  CREATE ROLE yaosu_service NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- made by another database of the cluster
END
$$;
GRANT yaosu_officer TO yaosu_service;
GRANT yaosu_service TO yaosu_app;
CREATE SCHEMA access;
GRANT USAGE ON SCHEMA access TO yaosu_app, yaosu_service, yaosu_officer;
GRANT USAGE ON SCHEMA core, office, policy TO yaosu_service;

-- How a city wants it: level 3 of 等保 2.0 and the ASVS differ in what they ask of passwords.
CREATE TABLE access.rule (
  city core.code PRIMARY KEY REFERENCES policy.city,
  profile text NOT NULL DEFAULT 'mlps3' CHECK (profile IN ('mlps3', 'asvs')),
  idle_minutes smallint NOT NULL DEFAULT 30 CHECK (idle_minutes BETWEEN 1 AND 1440),
  session_hours smallint NOT NULL DEFAULT 12 CHECK (session_hours BETWEEN 1 AND 168),
  sessions_each smallint NOT NULL DEFAULT 5 CHECK (sessions_each BETWEEN 1 AND 100),
  lock_after smallint NOT NULL DEFAULT 5 CHECK (lock_after BETWEEN 1 AND 100),
  lock_minutes smallint NOT NULL DEFAULT 15 CHECK (lock_minutes BETWEEN 1 AND 1440),
  -- After so many days a password must be changed (mlps3 only; asvs asks for none).
  password_days smallint NOT NULL DEFAULT 90 CHECK (password_days BETWEEN 1 AND 3650)
);
COMMENT ON TABLE access.rule IS '登录规则：口令要求、会话时限、锁定';

CREATE TABLE access.account (
  city core.code NOT NULL,
  person core.code NOT NULL,
  password_hash text NOT NULL CHECK (password_hash ~ '^\$argon2id\$v=19\$'),
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Given by somebody else: it opens nothing but the page on which it is changed.
  must_change boolean NOT NULL,
  -- Counted before the password is looked at, so that tries side by side are all counted.
  failures smallint NOT NULL DEFAULT 0,
  locked_until timestamptz,
  totp_secret bytea CHECK (octet_length(totp_secret) = 20),
  -- Not yet confirmed with a first code.
  totp_offered bytea CHECK (octet_length(totp_offered) = 20),
  -- The last time step that a code was taken of: no code counts twice.
  totp_step bigint NOT NULL DEFAULT 0,
  is_open boolean NOT NULL DEFAULT true,
  opened_by text NOT NULL CHECK (opened_by <> ''),
  PRIMARY KEY (city, person),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code)
);
COMMENT ON TABLE access.account IS '账号：口令散列、锁定、第二因素';

CREATE TABLE access.session (
  city core.code NOT NULL,
  session bigint GENERATED ALWAYS AS IDENTITY,
  person core.code NOT NULL,
  secret_hash bytea NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  until timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 100),
  agent text NOT NULL DEFAULT '' CHECK (length(agent) <= 300),
  PRIMARY KEY (city, session),
  FOREIGN KEY (city, person) REFERENCES access.account (city, person)
);
CREATE INDEX ON access.session (city, person) WHERE ended_at IS NULL;
COMMENT ON TABLE access.session IS '会话';

CREATE TABLE access.token (
  city core.code NOT NULL,
  token bigint GENERATED ALWAYS AS IDENTITY,
  person core.code NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  secret_hash bytea NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
  scopes text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'write'] AND scopes <> '{}'),
  issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  until timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by text,
  PRIMARY KEY (city, token),
  FOREIGN KEY (city, person) REFERENCES access.account (city, person)
);
COMMENT ON TABLE access.token IS '程序令牌：以一人名义，限读或读写';

CREATE TABLE access.event (
  city core.code NOT NULL REFERENCES policy.city,
  event bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  person text NOT NULL,
  kind text NOT NULL CHECK (kind <> ''),
  subject text NOT NULL DEFAULT '' CHECK (length(subject) <= 300),
  detail jsonb NOT NULL DEFAULT '{}',
  address text NOT NULL DEFAULT '',
  request text NOT NULL DEFAULT '',
  seal text NOT NULL,
  PRIMARY KEY (city, event)
);
CREATE INDEX ON access.event (city, person, event);
COMMENT ON TABLE access.event IS '安全审计记录：逐条封印，只增不改';

CREATE TABLE access.counter (
  city core.code PRIMARY KEY REFERENCES policy.city,
  last_event bigint NOT NULL DEFAULT 0,
  last_seal text NOT NULL DEFAULT ''
);
COMMENT ON TABLE access.counter IS '审计记录的序号和末条封印（内部）';

-- The body is in sql/functions/access.
CREATE FUNCTION access.keep_event() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
REVOKE EXECUTE ON FUNCTION access.keep_event FROM PUBLIC;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON access.event FOR EACH ROW EXECUTE FUNCTION access.keep_event();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON access.event EXECUTE FUNCTION access.keep_event();

-- Three offices that never fall to one person: who runs the system, who guards it, who looks on.
CREATE UNIQUE INDEX one_of_three ON office.post (city, person) WHERE role IN ('system_admin', 'security_admin', 'audit_admin');
