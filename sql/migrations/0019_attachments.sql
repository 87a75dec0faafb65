-- Papers behind a proposal: the document on which a deposit, a transfer or a loan rests, as it was sent in.
CREATE TABLE office.attachment (
  city core.code NOT NULL,
  attachment integer GENERATED ALWAYS AS IDENTITY,
  proposal integer NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND name !~ '[/\\]'),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 20971520),
  -- Of the bytes, so that a printed hash proves a paper.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  added_by core.code NOT NULL,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, attachment),
  UNIQUE (city, proposal, hash),
  FOREIGN KEY (city, proposal) REFERENCES office.proposal (city, proposal),
  FOREIGN KEY (city, added_by) REFERENCES office.person (city, code)
);
COMMENT ON TABLE office.attachment IS '待批事项的附件（原件、散列）';
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON office.attachment EXECUTE FUNCTION plan.refuse_change();
GRANT SELECT ON office.attachment TO yaosu_app, yaosu_officer;
ALTER TABLE office.attachment ENABLE ROW LEVEL SECURITY;
-- Seen by whom the proposal is seen.
CREATE POLICY by_proposal ON office.attachment FOR SELECT USING (EXISTS (SELECT FROM office.proposal p
  WHERE (p.city, p.proposal) = (attachment.city, attachment.proposal)));
