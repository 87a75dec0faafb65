-- What a person looks at again and again: a page with its filters, under a name; a person's own, or lent to everybody.
CREATE TABLE office.saved_view (
  city core.code NOT NULL,
  person core.code NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  page text NOT NULL CHECK (page ~ '^/[a-z]+(/[a-z_]+)?$' AND length(page) <= 100),
  -- What stands behind the question mark: filters, columns, order.
  query text NOT NULL CHECK (length(query) <= 2000 AND query !~ '[[:cntrl:][:space:]]'),
  is_shared boolean NOT NULL DEFAULT false,
  saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, person, page, name),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code)
);
CREATE INDEX ON office.saved_view (city, page) WHERE is_shared;
COMMENT ON TABLE office.saved_view IS '个人保存的视图（页面与筛选条件），可共享给全市';
GRANT SELECT ON office.saved_view TO yaosu_app, yaosu_officer;
ALTER TABLE office.saved_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_shared ON office.saved_view FOR SELECT TO yaosu_officer USING (person = current_setting('yaosu.person', true) OR is_shared);
CREATE POLICY service ON office.saved_view FOR SELECT TO yaosu_app USING (true);

-- A stage that a decision changes is proposed and decided by two, like what moves quota.
ALTER TABLE office.proposal DROP CONSTRAINT proposal_kind_check;
ALTER TABLE office.proposal ADD CONSTRAINT proposal_kind_check CHECK (kind ~ '^(ledger\.[a-z_]+|plan\.(adopt|publish)|library\.stage)$');

-- Whatever changes is told (NOTIFY yaosu_change), so that a service may keep an answer until then and no longer. The body is in sql/functions/core.
CREATE FUNCTION core.tell_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
REVOKE EXECUTE ON FUNCTION core.tell_change FROM PUBLIC;
DO $$
DECLARE
  name regclass;
BEGIN
  FOR name IN SELECT c.oid FROM pg_class c WHERE c.relkind = 'r'
      AND (c.relnamespace::regnamespace::text IN ('policy', 'office', 'library', 'ledger', 'plan', 'work')
        OR c.oid IN ('access.account'::regclass, 'access.token'::regclass, 'access.rule'::regclass))
  LOOP
    EXECUTE format('CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION core.tell_change()', name);
  END LOOP;
END
$$;
