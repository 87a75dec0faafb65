-- Who sees what in reports: row security by region that holds through every view, and the calendar that reports count days by.

-- Which regions a database role sees. A row without a region: the whole city. A role without a row sees nothing (it fails closed).
-- Roles of people and BI tools are made by the city; they are granted yaosu_report and listed here.
CREATE TABLE policy.access (
  city core.code NOT NULL REFERENCES policy.city,
  role_name name NOT NULL,
  region core.code,
  note text NOT NULL DEFAULT '',
  UNIQUE NULLS NOT DISTINCT (city, role_name, region),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);
COMMENT ON TABLE policy.access IS '数据库角色可见的县市区；region 为空表示全市';

-- What the role that asks may see: its regions, and the city itself, whose pool balance every county sees.
CREATE VIEW policy.visible_region WITH (security_invoker = true) AS
SELECT r.city, r.code AS region
FROM policy.region r
WHERE EXISTS (SELECT FROM policy.access a WHERE a.city = r.city AND a.role_name = current_user
  AND (a.region IS NULL OR a.region = r.code OR r.code = r.city));

GRANT SELECT ON policy.city, policy.region, policy.region_alias, policy.factor, policy.version, policy.parameter, policy.project_class,
  policy.access, policy.visible_region TO yaosu_app, yaosu_report;
GRANT USAGE ON SCHEMA core, policy, ledger, library, plan TO yaosu_report;

-- Statutory days off and moved working days (调休), as the State Council announces them each year. Other days follow the week.
CREATE TABLE policy.special_day (
  city core.code NOT NULL REFERENCES policy.city,
  day date NOT NULL,
  is_working boolean NOT NULL,
  name text NOT NULL,
  source text NOT NULL,
  is_general_knowledge boolean NOT NULL DEFAULT true,
  PRIMARY KEY (city, day)
);
COMMENT ON TABLE policy.special_day IS '法定节假日和调休工作日';
GRANT SELECT ON policy.special_day TO yaosu_app, yaosu_report;

-- Row security on the ledger too: accounts of other counties are hidden, and with them balances.
ALTER TABLE ledger.account ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_region ON ledger.account FOR SELECT USING ((city, region) IN (SELECT v.city, v.region FROM policy.visible_region v));
ALTER TABLE ledger.position ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_account ON ledger.position FOR SELECT
  USING (EXISTS (SELECT FROM ledger.account a WHERE (a.city, a.account) = (position.city, position.account)));
ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_account ON ledger.entry FOR SELECT
  USING (EXISTS (SELECT FROM ledger.account a WHERE a.city = entry.city AND a.account IN (entry.from_account, entry.to_account)));
ALTER TABLE ledger.loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_region ON ledger.loan FOR SELECT USING ((city, lender) IN (SELECT v.city, v.region FROM policy.visible_region v)
  OR (city, borrower) IN (SELECT v.city, v.region FROM policy.visible_region v));
GRANT SELECT ON ledger.account, ledger.position, ledger.lot, ledger.entry, ledger.batch, ledger.freeze, ledger.loan, ledger.loan_return, ledger.expected_plan
  TO yaosu_report;

-- Row security: a county's role sees its own projects, in the library and in plans.
DO $$
DECLARE
  item record;
BEGIN
  FOR item IN SELECT * FROM (VALUES
      ('library.project', 'region'), ('plan.candidate', 'region'), ('plan.pool', 'region')) AS t(name, col)
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_region ON %s FOR SELECT USING ((city, %I) IN (SELECT v.city, v.region FROM policy.visible_region v))',
      item.name, item.col);
  END LOOP;
  -- What belongs to a project is seen by whom the project is seen.
  FOR item IN SELECT unnest(ARRAY['plan.award_line', 'plan.unmet', 'plan.shortage', 'plan.way']) AS name LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_project ON %s FOR SELECT USING (EXISTS (SELECT FROM plan.candidate c
      WHERE (c.city, c.run, c.project) = (%1$s.city, %1$s.run, %1$s.project)))', item.name);
  END LOOP;
  FOR item IN SELECT unnest(ARRAY['library.demand', 'library.membership', 'library.judgement', 'library.project_history',
      'library.demand_history']) AS name LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_project ON %s FOR SELECT USING (EXISTS (SELECT FROM library.project p
      WHERE (p.city, p.code) = (%1$s.city, %1$s.project)))', item.name);
  END LOOP;
END
$$;
ALTER TABLE plan.move ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_region ON plan.move FOR SELECT USING ((city, from_region) IN (SELECT v.city, v.region FROM policy.visible_region v)
  OR (city, to_region) IN (SELECT v.city, v.region FROM policy.visible_region v));

GRANT SELECT ON plan.run, plan.tier, plan.pool, plan.candidate, plan.award_line, plan.move, plan.unmet, plan.shortage, plan.way, plan.assertion,
  library.project, library.demand, library.membership, library.judgement, library.project_history, library.demand_history, library.import
  TO yaosu_report;
