-- The ledger: double entry of quota, the truth about who has what. Rows are written by the functions of schema ledger only; what is written stays.

-- One row a city: numbers of batches, lots and loans without gaps. Its row lock orders all writers of a city, so that batches are numbered,
-- sealed and committed in one order, and no rule that spans accounts can be broken between a check and a write.
CREATE TABLE ledger.counter (
  city core.code PRIMARY KEY REFERENCES policy.city,
  last_batch bigint NOT NULL DEFAULT 0,
  last_lot bigint NOT NULL DEFAULT 0,
  last_loan bigint NOT NULL DEFAULT 0
);

-- One business event.
CREATE TABLE ledger.batch (
  city core.code NOT NULL REFERENCES policy.city,
  batch bigint NOT NULL CHECK (batch > 0),
  -- Idempotency: the same key with the same content is the same event; with other content it is refused.
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash text NOT NULL,
  event text NOT NULL CHECK (event IN ('deposit', 'advance', 'settle', 'transfer', 'lend', 'give_back', 'reserve', 'grant', 'use', 'release',
    'reclaim', 'expire', 'correct', 'freeze', 'unfreeze', 'open')),
  -- Recorded by, and decided by whom, when, under which article and version: two different things.
  actor text NOT NULL CHECK (length(actor) BETWEEN 1 AND 100),
  document text,
  reason text,
  business_date date NOT NULL,
  decided_by text,
  decided_on date,
  article text,
  policy_version core.code NOT NULL,
  corrects bigint,
  request jsonb NOT NULL,
  result jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Hash of the seal before, this row and its entries.
  seal text NOT NULL,
  PRIMARY KEY (city, batch),
  UNIQUE (city, key),
  UNIQUE (city, corrects),
  FOREIGN KEY (city, corrects) REFERENCES ledger.batch (city, batch),
  FOREIGN KEY (city, policy_version) REFERENCES policy.version (city, code),
  CHECK (corrects < batch)
);
CREATE INDEX batch_date ON ledger.batch (city, business_date);

CREATE TABLE ledger.account (
  city core.code NOT NULL,
  account bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('outside', 'yearly_plan', 'pool', 'reserved', 'granted', 'used', 'expired')),
  -- The pool's region; for reserved, granted and used the pool that it came from.
  region core.code NOT NULL,
  factor core.code NOT NULL,
  vintage core.vintage NOT NULL,
  project core.code,
  balance core.quantity NOT NULL DEFAULT 0,
  -- What the balance may not fall below: 0, or minus the cap of advances, or none for the outside world.
  floor core.quantity NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 0,
  -- The yearly plan has come: no further advance.
  is_settled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (city, account),
  UNIQUE NULLS NOT DISTINCT (city, kind, region, factor, vintage, project),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  CHECK (kind = 'outside' OR balance >= floor),
  CHECK ((kind IN ('reserved', 'granted', 'used')) = (project IS NOT NULL)),
  CHECK (kind = 'yearly_plan' OR floor = 0),
  CHECK (floor <= 0)
);
COMMENT ON CONSTRAINT account_check ON ledger.account IS '任何账户余额不得低于下限：要素池、预留、核发不为负，预支不超上限';
CREATE INDEX account_project ON ledger.account (city, project) WHERE project IS NOT NULL;

-- Where quota came from: a deposit, an advance, an opening balance. A replacement plan must name its sources.
CREATE TABLE ledger.lot (
  city core.code NOT NULL,
  lot bigint NOT NULL,
  batch bigint NOT NULL,
  region core.code NOT NULL,
  factor core.code NOT NULL,
  vintage core.vintage NOT NULL,
  quantity core.positive_quantity NOT NULL,
  -- What of it went to the city pool by policy; NULL where no split applied.
  city_part core.quantity CHECK (city_part BETWEEN 0 AND quantity),
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
  valid_from date,
  valid_to date CHECK (valid_to >= valid_from),
  PRIMARY KEY (city, lot),
  FOREIGN KEY (city, batch) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code)
);

-- How much of each lot an account holds.
CREATE TABLE ledger.position (
  city core.code NOT NULL,
  account bigint NOT NULL,
  lot bigint NOT NULL,
  quantity core.quantity NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (city, account, lot),
  FOREIGN KEY (city, account) REFERENCES ledger.account (city, account),
  FOREIGN KEY (city, lot) REFERENCES ledger.lot (city, lot)
);
CREATE INDEX position_lot ON ledger.position (city, lot);

-- So much of one lot from one account to another, with both balances after it: the balance at any moment is one row away.
CREATE TABLE ledger.entry (
  city core.code NOT NULL,
  batch bigint NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  from_account bigint NOT NULL,
  to_account bigint NOT NULL CHECK (to_account <> from_account),
  quantity core.positive_quantity NOT NULL,
  lot bigint NOT NULL,
  from_balance core.quantity NOT NULL,
  to_balance core.quantity NOT NULL,
  from_version bigint NOT NULL,
  to_version bigint NOT NULL,
  PRIMARY KEY (city, batch, seq),
  FOREIGN KEY (city, batch) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (city, from_account) REFERENCES ledger.account (city, account),
  FOREIGN KEY (city, to_account) REFERENCES ledger.account (city, account),
  FOREIGN KEY (city, lot) REFERENCES ledger.lot (city, lot)
);
CREATE INDEX entry_from ON ledger.entry (city, from_account, from_version);
CREATE INDEX entry_to ON ledger.entry (city, to_account, to_version);
CREATE INDEX entry_lot ON ledger.entry (city, lot);

CREATE TABLE ledger.loan (
  city core.code NOT NULL,
  loan bigint NOT NULL,
  batch bigint NOT NULL,
  factor core.code NOT NULL,
  vintage core.vintage NOT NULL,
  lender core.code NOT NULL,
  borrower core.code NOT NULL CHECK (borrower <> lender),
  quantity core.positive_quantity NOT NULL,
  due date NOT NULL,
  PRIMARY KEY (city, loan),
  FOREIGN KEY (city, batch) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (city, lender) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, borrower) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code)
);

CREATE TABLE ledger.loan_return (
  city core.code NOT NULL,
  loan bigint NOT NULL,
  batch bigint NOT NULL,
  quantity core.positive_quantity NOT NULL,
  PRIMARY KEY (city, loan, batch),
  FOREIGN KEY (city, loan) REFERENCES ledger.loan (city, loan),
  FOREIGN KEY (city, batch) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED
);

-- What the yearly plan is expected to bring: advances are capped by a share of it (L17.1). The last row by batch counts.
CREATE TABLE ledger.expected_plan (
  city core.code NOT NULL,
  region core.code NOT NULL,
  factor core.code NOT NULL,
  vintage core.vintage NOT NULL,
  batch bigint NOT NULL,
  quantity core.quantity NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (city, region, factor, vintage, batch),
  FOREIGN KEY (city, batch) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code)
);

-- Pools and projects that are frozen now: nothing leaves a frozen pool to a project, nothing moves for a frozen project but back to its pool.
CREATE TABLE ledger.freeze (
  city core.code NOT NULL,
  batch bigint NOT NULL,
  region core.code,
  factor core.code,
  vintage core.vintage,
  project core.code,
  ended_by bigint,
  UNIQUE NULLS NOT DISTINCT (city, batch, region, factor, vintage, project),
  FOREIGN KEY (city, batch) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (city, ended_by) REFERENCES ledger.batch (city, batch) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((project IS NULL) = (region IS NOT NULL AND factor IS NOT NULL AND vintage IS NOT NULL))
);

-- History is kept, whoever asks: even the owner of the tables is refused.
CREATE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '台账记录不可修改或删除: ledger.%', TG_TABLE_NAME
    USING ERRCODE = 'YS001', HINT = '更正用 ledger.correct 另记一批。';
END
$$;
CREATE FUNCTION ledger.guard_account() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.city, NEW.account, NEW.kind, NEW.region, NEW.factor, NEW.vintage, NEW.project)
    IS DISTINCT FROM (OLD.city, OLD.account, OLD.kind, OLD.region, OLD.factor, OLD.vintage, OLD.project)
    OR NEW.version < OLD.version OR (NEW.balance <> OLD.balance AND NEW.version = OLD.version)
  THEN
    RAISE EXCEPTION '账户只能随分录变动' USING ERRCODE = 'YS001', HINT = '使用 ledger 模式的函数。';
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['batch', 'lot', 'entry', 'loan', 'loan_return', 'expected_plan'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I EXECUTE FUNCTION ledger.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['account', 'position', 'counter', 'freeze'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON ledger.%I EXECUTE FUNCTION ledger.refuse_change()', name);
  END LOOP;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON ledger.account FOR EACH ROW EXECUTE FUNCTION ledger.guard_account();

GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO yaosu_app;
