-- What cases bring about in a project's life and in the city's work: milestones, promises, monthly figures, service, meetings, points, ratings,
-- practices; indicators and traffic lights as data; and who sees what of schema work.
-- Dates of a project's life, planned and real. The last row of a kind holds; earlier ones stay.
CREATE TABLE work.milestone (
  city core.code NOT NULL,
  milestone bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('start', 'finish', 'production', 'target')),
  day date NOT NULL,
  evidence text NOT NULL CHECK (evidence <> ''),
  number integer,
  actor text NOT NULL,
  PRIMARY KEY (city, milestone),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
CREATE INDEX ON work.milestone (city, project, kind, milestone);
COMMENT ON TABLE work.milestone IS '项目节点：开工、竣工、投产、达效';

-- What the enterprise has promised and what evidence has shown: a second double-entry book (承诺账). Each row moves a quantity from one account
-- of (project, item) to another: outside → open when promised, open → kept by evidence, open → waived by decision.
CREATE TABLE work.promise (
  city core.code NOT NULL,
  entry bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  item text NOT NULL CHECK (item IN ('investment', 'output', 'tax', 'jobs', 'energy')),
  from_account text NOT NULL CHECK (from_account IN ('outside', 'open', 'kept')),
  to_account text NOT NULL CHECK (to_account IN ('outside', 'open', 'kept', 'waived')),
  -- Ten-thousandths of 万元 (a year), people, 吨标准煤.
  quantity core.positive_quantity NOT NULL,
  due date,
  day date NOT NULL,
  evidence text NOT NULL CHECK (evidence <> ''),
  number integer,
  actor text NOT NULL,
  PRIMARY KEY (city, entry),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  CHECK (from_account <> to_account)
);
CREATE INDEX ON work.promise (city, project, item);
COMMENT ON TABLE work.promise IS '承诺账：企业承诺与兑现';

-- Monthly figures of a project in construction. Locked once the city has accepted the county's month.
CREATE TABLE work.progress (
  city core.code NOT NULL,
  project core.code NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  -- 万元 × 10^4: invested this year up to the month's end.
  invested core.quantity NOT NULL CHECK (invested >= 0),
  picture text NOT NULL DEFAULT '' CHECK (length(picture) <= 1000),
  locked_by integer,
  reported_by text NOT NULL CHECK (reported_by <> ''),
  reported_on date NOT NULL,
  PRIMARY KEY (city, project, month),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, locked_by) REFERENCES work.matter (city, number)
);
COMMENT ON TABLE work.progress IS '月度投资与形象进度';

-- Service officer, steward and group of a project (L21, A3).
CREATE TABLE work.service (
  city core.code NOT NULL,
  service bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('officer', 'steward', 'member', 'contact')),
  person core.code NOT NULL,
  since date NOT NULL,
  until date CHECK (until >= since),
  number integer,
  PRIMARY KEY (city, service),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, person) REFERENCES office.person (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
-- One officer and one steward at a time.
CREATE UNIQUE INDEX service_single ON work.service (city, project, kind) WHERE until IS NULL AND kind IN ('officer', 'steward');
COMMENT ON TABLE work.service IS '服务专员、项目管家与代办组';

CREATE TABLE work.meeting (
  city core.code NOT NULL,
  meeting integer NOT NULL CHECK (meeting > 0),
  kind text NOT NULL CHECK (kind IN ('regular', 'special', 'coordination', 'routine', 'composite', 'hard', 'major')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  held_on date NOT NULL,
  place text NOT NULL DEFAULT '',
  chair core.code NOT NULL,
  attendees text[] NOT NULL DEFAULT '{}',
  minutes text,
  document text,
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'closed')),
  PRIMARY KEY (city, meeting),
  FOREIGN KEY (city, chair) REFERENCES office.person (city, code),
  CHECK ((state = 'closed') = (minutes IS NOT NULL))
);
COMMENT ON TABLE work.meeting IS '会议：联席会议三类、代办四级调度';

CREATE TABLE work.agenda (
  city core.code NOT NULL,
  meeting integer NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- The case that is discussed, with its materials frozen as they were when the item was put on.
  number integer,
  material jsonb NOT NULL DEFAULT '{}',
  decision text CHECK (length(decision) BETWEEN 1 AND 2000),
  unit core.code,
  due date,
  -- The task that came of the decision.
  follow_up integer,
  PRIMARY KEY (city, meeting, place),
  FOREIGN KEY (city, meeting) REFERENCES work.meeting (city, meeting),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, follow_up) REFERENCES work.matter (city, number)
);
COMMENT ON TABLE work.agenda IS '会议议题与议定事项';

-- Bonus points, deductions, circulated criticism, referral (J7), each with its fact.
CREATE TABLE work.point (
  city core.code NOT NULL,
  point bigint GENERATED ALWAYS AS IDENTITY,
  unit core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('points', 'criticism', 'referral')),
  -- Hundredths of a point; deductions are negative.
  hundredths integer NOT NULL CHECK (hundredths BETWEEN -10000 AND 10000),
  reason text NOT NULL CHECK (reason <> ''),
  article text,
  number integer,
  project core.code,
  day date NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (city, point),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code)
);
COMMENT ON TABLE work.point IS '加分、减分、通报批评、移送';

-- Evaluations of a project (L28) and ratings both ways (A7): what was found, in tenths of a point out of 100.
CREATE TABLE work.rating (
  city core.code NOT NULL,
  rating bigint GENERATED ALWAYS AS IDENTITY,
  project core.code NOT NULL,
  kind text NOT NULL CHECK (kind IN ('landing', 'production', 'target', 'owner_rates_group', 'group_rates_owner', 'satisfaction')),
  tenths integer NOT NULL CHECK (tenths BETWEEN 0 AND 1000),
  unit core.code,
  remark text NOT NULL DEFAULT '' CHECK (length(remark) <= 2000),
  facts jsonb NOT NULL DEFAULT '{}',
  number integer,
  day date NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (city, rating),
  FOREIGN KEY (city, project) REFERENCES library.project (city, code),
  FOREIGN KEY (city, unit) REFERENCES office.unit (city, code),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
CREATE INDEX ON work.rating (city, project, kind);
COMMENT ON TABLE work.rating IS '落地、投产、达效评价与双向考评';

-- Practices worth keeping (P9).
CREATE TABLE work.practice (
  city core.code NOT NULL,
  practice bigint GENERATED ALWAYS AS IDENTITY,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  number integer,
  day date NOT NULL,
  PRIMARY KEY (city, practice),
  FOREIGN KEY (city, number) REFERENCES work.matter (city, number)
);
COMMENT ON TABLE work.practice IS '可复用的改革措施与经验做法';

-- Assessment (L25–L27): indicators, weights and sources as data; what is measured is named, how it is measured stands in report.assessment_fact.
CREATE TABLE policy.indicator (
  city core.code NOT NULL REFERENCES policy.city,
  code core.code NOT NULL,
  subject text NOT NULL CHECK (subject IN ('county', 'department')),
  title text NOT NULL,
  title_en text NOT NULL,
  -- Hundredths of a point that the indicator is worth.
  weight integer NOT NULL CHECK (weight BETWEEN 0 AND 10000),
  measure text NOT NULL,
  -- The measure (ten-thousandths) at which no point and at which all points are given; between them in proportion.
  floor bigint NOT NULL,
  full_at bigint NOT NULL CHECK (full_at <> floor),
  article text,
  source text NOT NULL,
  sort integer NOT NULL,
  PRIMARY KEY (city, code)
);
COMMENT ON TABLE policy.indicator IS '考核指标、权重与满分值';

-- Traffic lights: sets of rules as cities publish them; the first that holds gives the colour.
CREATE TABLE policy.light (
  city core.code NOT NULL REFERENCES policy.city,
  rules core.code NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  colour text NOT NULL CHECK (colour IN ('red', 'yellow', 'green')),
  -- lag: points behind the schedule; done_share: done of what the schedule asks; start_delay: months after the planned start; stale: days without progress.
  measure text NOT NULL CHECK (measure IN ('lag', 'done_share', 'start_delay', 'stale', 'always')),
  at_least numeric,
  below numeric,
  text text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (city, rules, place)
);
COMMENT ON TABLE policy.light IS '红黄绿灯规则（数据），按顺序取第一条成立的';

GRANT SELECT ON policy.indicator, policy.light TO yaosu_app, yaosu_report;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['milestone', 'promise', 'point', 'rating', 'practice'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON work.%I EXECUTE FUNCTION work.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['progress', 'service', 'meeting', 'agenda'] LOOP
    EXECUTE format('CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON work.%I EXECUTE FUNCTION work.refuse_change()', name);
  END LOOP;
END
$$;
GRANT SELECT ON ALL TABLES IN SCHEMA work TO yaosu_app;
GRANT SELECT ON ALL TABLES IN SCHEMA work TO yaosu_report, yaosu_officer;
REVOKE SELECT ON work.request, work.counter FROM yaosu_report, yaosu_officer;

-- Row security: a case is seen where its region is seen, or by those at whose unit a task of it lies or lay.
CREATE FUNCTION work.sees_matter(p_city text, p_number integer) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false';
REVOKE EXECUTE ON FUNCTION work.sees_matter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work.sees_matter TO yaosu_app, yaosu_report, yaosu_officer;
DO $$
DECLARE
  item record;
BEGIN
  ALTER TABLE work.matter ENABLE ROW LEVEL SECURITY;
  CREATE POLICY by_region ON work.matter FOR SELECT USING ((city, region) IN (SELECT v.city, v.region FROM policy.visible_region v WHERE v.region <> v.city)
    OR work.sees_matter(city, number));
  FOR item IN SELECT unnest(ARRAY['task', 'event', 'document', 'notice']) AS name LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_matter ON work.%1$I FOR SELECT USING (%1$I.number IS NULL OR EXISTS (SELECT FROM work.matter m
      WHERE (m.city, m.number) = (%1$I.city, %1$I.number)))', item.name);
  END LOOP;
  FOR item IN SELECT unnest(ARRAY['milestone', 'promise', 'progress', 'service', 'rating']) AS name LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', item.name);
    EXECUTE format('CREATE POLICY by_project ON work.%1$I FOR SELECT USING (EXISTS (SELECT FROM library.project p
      WHERE (p.city, p.code) = (%1$I.city, %1$I.project)))', item.name);
  END LOOP;
END
$$;
-- What offices say of each other is not for enterprises; what a meeting had before it is seen by whom the case is seen.
DO $$
DECLARE
  item text;
BEGIN
  FOREACH item IN ARRAY ARRAY['meeting', 'agenda', 'point', 'practice'] LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', item);
    EXECUTE format('CREATE POLICY offices ON work.%1$I FOR SELECT USING (current_user <> ''yaosu_officer'' OR EXISTS (SELECT FROM office.post p
      JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit) WHERE p.city = %1$I.city AND p.person = current_setting(''yaosu.person'', true)
        AND u.kind <> ''enterprise''))', item);
  END LOOP;
END
$$;
CREATE POLICY by_matter ON work.agenda AS RESTRICTIVE FOR SELECT USING (number IS NULL OR EXISTS (SELECT FROM work.matter m
  WHERE (m.city, m.number) = (agenda.city, agenda.number)));
-- Who is told something may read it, whoever's the case is.
CREATE POLICY by_unit ON work.notice FOR SELECT TO yaosu_officer USING (EXISTS (SELECT FROM office.post p
  WHERE (p.city, p.person, p.unit) = (notice.city, current_setting('yaosu.person', true), notice.unit)));
ALTER TABLE library.block ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_project ON library.block FOR SELECT USING (EXISTS (SELECT FROM library.project p WHERE (p.city, p.code) = (block.city, block.project)));
