-- Prices that prove a tier's bound to anybody who can add (weak duality). They are kept with the run; report.plan_certificate adds them up.

-- What the prices prove; NULL in runs from before there were any.
ALTER TABLE plan.tier ADD COLUMN certified bigint;
ALTER TABLE plan.tier ADD CHECK (bound <= certified);

-- What a project that is left out would have to be worth, at the prices of its tier; NULL when no number of points of its tier is enough.
ALTER TABLE plan.unmet ADD COLUMN points_needed bigint CHECK (points_needed >= 0);

CREATE TABLE plan.price (
  city core.code NOT NULL,
  run integer NOT NULL,
  vintage core.vintage NOT NULL,
  tier smallint NOT NULL,
  -- pool: of a pool, whoever draws on it; ownOnly: in addition for those that may not use the city pool; floor: of a project towards a region's floor.
  kind text NOT NULL CHECK (kind IN ('pool', 'ownOnly', 'floor')),
  region core.code NOT NULL,
  factor core.code,
  -- Whole multiples of 2^-40 points a ten-thousandth of the factor's unit, or a project.
  price bigint NOT NULL CHECK (price > 0),
  UNIQUE NULLS NOT DISTINCT (city, run, vintage, tier, kind, region, factor),
  FOREIGN KEY (city, run, vintage, tier) REFERENCES plan.tier (city, run, vintage, tier),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  CHECK ((factor IS NULL) = (kind = 'floor'))
);
COMMENT ON TABLE plan.price IS '方案各级的影子价格（定点整数），用于证明得分上界';
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON plan.price EXECUTE FUNCTION plan.refuse_change();
GRANT SELECT ON plan.price TO yaosu_app;
