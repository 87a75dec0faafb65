-- The proof of a plan as it was when it was adopted at a meeting: what report.plan_certificate said, kept with the decision.
CREATE TABLE plan.certificate (
  city core.code NOT NULL,
  run integer NOT NULL,
  -- One object a tier: vintage, place, name, value, certified, gap_percent, holds.
  proof jsonb NOT NULL CHECK (jsonb_typeof(proof) = 'array'),
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, run),
  FOREIGN KEY (city, run) REFERENCES plan.run (city, run)
);
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON plan.certificate EXECUTE FUNCTION plan.refuse_change();
COMMENT ON TABLE plan.certificate IS '采纳时的方案证明';
GRANT SELECT ON plan.certificate TO yaosu_app, yaosu_report;
