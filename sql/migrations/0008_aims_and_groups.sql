-- What a tier's plan was made for besides score, what it gave up for that, and what it reached; projects that depend on each other.

-- Score that aims gave up; NULL in runs without aims.
ALTER TABLE plan.tier ADD COLUMN given bigint;

CREATE TABLE plan.aim (
  city core.code NOT NULL,
  run integer NOT NULL,
  vintage core.vintage NOT NULL,
  tier smallint NOT NULL,
  -- 1 goes first.
  place smallint NOT NULL CHECK (place > 0),
  kind text NOT NULL CHECK (kind IN ('fairness', 'equalShares', 'cityPool', 'change')),
  -- Millionths of a share; of change, projects.
  value bigint NOT NULL,
  -- No plan is better; NULL when nothing was proved.
  bound bigint,
  PRIMARY KEY (city, run, vintage, tier, place),
  UNIQUE (city, run, vintage, tier, kind),
  FOREIGN KEY (city, run, vintage, tier) REFERENCES plan.tier (city, run, vintage, tier)
);
COMMENT ON TABLE plan.aim IS '方案各级在得分之外的目标：达到的值与界';
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON plan.aim EXECUTE FUNCTION plan.refuse_change();
GRANT SELECT ON plan.aim TO yaosu_app, yaosu_report;

-- A group of projects may keep one out: a variant is served, or a mate or leader is not.
ALTER TABLE plan.unmet DROP CONSTRAINT unmet_cause_check;
ALTER TABLE plan.unmet ADD CONSTRAINT unmet_cause_check
  CHECK (cause IN ('fault', 'neverFits', 'waitsForQuota', 'waitsForDecision', 'heldByGroup'));

-- What a county may use of the city's pool may have a price.
ALTER TABLE plan.price DROP CONSTRAINT price_kind_check;
ALTER TABLE plan.price ADD CONSTRAINT price_kind_check CHECK (kind IN ('pool', 'ownOnly', 'cityLimit', 'floor'));
