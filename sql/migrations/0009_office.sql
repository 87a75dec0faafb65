-- Who works with the system: organisations, people, their posts, who stands in for whom. Row security for people rests on it.
CREATE SCHEMA office;
GRANT USAGE ON SCHEMA office TO yaosu_app, yaosu_report;

-- People who work through the service or the CLI read as this role: what they see follows from the setting yaosu.person of their transaction.
-- Nobody logs in with it; who may take it on is decided by who is granted yaosu_app.
DO $$
BEGIN
  CREATE ROLE yaosu_officer NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- made by another database of the cluster, perhaps at this very moment
END
$$;
GRANT yaosu_report TO yaosu_officer;
GRANT yaosu_officer TO yaosu_app;
GRANT USAGE ON SCHEMA office TO yaosu_officer;

CREATE TABLE office.role (
  city core.code NOT NULL REFERENCES policy.city,
  code core.code NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  PRIMARY KEY (city, code)
);
COMMENT ON TABLE office.role IS '岗位角色';

CREATE TABLE office.unit (
  city core.code NOT NULL,
  code core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('headquarters', 'conference', 'department', 'county', 'zone', 'township', 'enterprise')),
  name text COLLATE "zh-x-icu" NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_en text NOT NULL DEFAULT '',
  -- Whose projects it works on: the city's own code means all of them.
  region core.code NOT NULL,
  -- Factor categories on which it answers (land, pollutant, energy, …).
  factors text[] NOT NULL DEFAULT '{}',
  -- Of enterprises: the unified social credit code by which their projects are known.
  credit_code text CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
  sort integer NOT NULL DEFAULT 0,
  PRIMARY KEY (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);
COMMENT ON TABLE office.unit IS '单位：指挥部、联席会议办公室、部门、县市区、开发区、乡镇街道、企业';

CREATE TABLE office.person (
  city core.code NOT NULL,
  code core.code NOT NULL,
  name text COLLATE "zh-x-icu" NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  unit core.code NOT NULL,
  phone text CHECK (length(phone) <= 100),
  is_active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (city, code),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code)
);
COMMENT ON TABLE office.person IS '人员';

-- A person may hold several posts; a post is a role in a unit.
CREATE TABLE office.post (
  city core.code NOT NULL,
  person core.code NOT NULL,
  unit core.code NOT NULL,
  role core.code NOT NULL,
  PRIMARY KEY (city, person, unit, role),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, role) REFERENCES office.role (city, code)
);
CREATE INDEX ON office.post (city, unit, role);
COMMENT ON TABLE office.post IS '任职：人员在单位中的角色';

-- While a person is away, another acts for all posts of that person.
CREATE TABLE office.absence (
  city core.code NOT NULL,
  person core.code NOT NULL,
  delegate core.code NOT NULL,
  during daterange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
  reason text NOT NULL DEFAULT '',
  EXCLUDE USING gist (city WITH =, person WITH =, during WITH &&),
  UNIQUE (city, person, during),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  FOREIGN KEY (city, delegate) REFERENCES office.person (city, code),
  CHECK (person <> delegate)
);
COMMENT ON TABLE office.absence IS '请假与代行职责';

GRANT SELECT ON ALL TABLES IN SCHEMA office TO yaosu_app, yaosu_report;

-- Now also: what the officer of this transaction sees. City-level units see the whole city, counties and zones their own and the city's pools;
-- an enterprise has no region of its own and sees its projects only (policy by_owner below).
CREATE OR REPLACE VIEW policy.visible_region WITH (security_invoker = true) AS
SELECT r.city, r.code AS region
FROM policy.region r
WHERE EXISTS (SELECT FROM policy.access a WHERE a.city = r.city AND a.role_name = current_user
    AND (a.region IS NULL OR a.region = r.code OR r.code = r.city))
  OR current_user = 'yaosu_officer' AND EXISTS (SELECT FROM office.post p
    JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
    JOIN office.person o ON (o.city, o.code) = (p.city, p.person) AND o.is_active
    WHERE p.city = r.city AND p.person = current_setting('yaosu.person', true) AND u.kind <> 'enterprise'
      AND (u.region = r.code OR r.code = r.city OR u.region = u.city));

CREATE POLICY by_owner ON library.project FOR SELECT TO yaosu_officer USING (EXISTS (SELECT FROM office.post p
  JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit) AND u.kind = 'enterprise'
  WHERE p.city = project.city AND p.person = current_setting('yaosu.person', true)
    AND (u.credit_code = project.credit_code OR project.credit_code IS NULL AND u.name = project.owner)));

-- Those whose declarations were false may not enter again (L29).
CREATE TABLE library.block (
  city core.code NOT NULL REFERENCES policy.city,
  block integer GENERATED ALWAYS AS IDENTITY,
  credit_code text CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
  owner text COLLATE "zh-x-icu" CHECK (length(owner) <= 200),
  project core.code NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  document text,
  since date NOT NULL,
  until date CHECK (until >= since),
  actor text NOT NULL CHECK (actor <> ''),
  PRIMARY KEY (city, block),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  CHECK (credit_code IS NOT NULL OR owner IS NOT NULL)
);
COMMENT ON TABLE library.block IS '因虚假信息禁止再次入库的项目单位（第二十九条）';
GRANT SELECT ON library.block TO yaosu_app, yaosu_report;

-- The body is in sql/functions/library.
CREATE FUNCTION library.refuse_blocked() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
REVOKE EXECUTE ON FUNCTION library.refuse_blocked FROM PUBLIC;
CREATE TRIGGER refuse_blocked BEFORE INSERT ON library.project FOR EACH ROW EXECUTE FUNCTION library.refuse_blocked();
