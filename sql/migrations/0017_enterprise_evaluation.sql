-- Input-output evaluation of enterprises (B3.1, B3.4): yearly figures as offices report them, and the grades that follow from them.

-- One enterprise and year; the last row of a pair holds, earlier ones stay. NULL: not known.
CREATE TABLE library.enterprise_year (
  city core.code NOT NULL,
  entry bigint GENERATED ALWAYS AS IDENTITY,
  year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  name text COLLATE "zh-x-icu" NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  credit_code text CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
  region core.code NOT NULL,
  industry text NOT NULL CHECK (length(industry) BETWEEN 1 AND 100),
  -- 亩; 万元; people; 吨标准煤; 吨 of pollutants (COD, NH3-N, SO2, NOx, VOCs together).
  land_area core.quantity CHECK (land_area >= 0),
  revenue core.quantity CHECK (revenue >= 0),
  added_value core.quantity,
  tax core.quantity,
  research core.quantity CHECK (research >= 0),
  workers integer CHECK (workers >= 0),
  energy core.quantity CHECK (energy >= 0),
  emissions core.quantity CHECK (emissions >= 0),
  recorded_by text NOT NULL CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (city, entry),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);
CREATE INDEX ON library.enterprise_year (city, year, name);
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON library.enterprise_year EXECUTE FUNCTION library.refuse_change();
COMMENT ON TABLE library.enterprise_year IS '企业年度投入产出数据';

-- Made by library.evaluate, replaced whole for a year: places change when one enterprise's figures do.
CREATE TABLE library.enterprise_grade (
  city core.code NOT NULL,
  year smallint NOT NULL,
  name text COLLATE "zh-x-icu" NOT NULL,
  credit_code text,
  region core.code NOT NULL,
  industry text NOT NULL,
  -- Hundredths of a point; 100 points is the average of the industry.
  points integer NOT NULL CHECK (points >= 0),
  place integer NOT NULL CHECK (place > 0),
  grade text NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
  -- Of each indicator: value, the industry's, weight, points.
  detail jsonb NOT NULL,
  policy_version core.code NOT NULL,
  PRIMARY KEY (city, year, name),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code),
  FOREIGN KEY (city, policy_version) REFERENCES policy.version (city, code)
);
CREATE INDEX ON library.enterprise_grade (city, credit_code);
COMMENT ON TABLE library.enterprise_grade IS '企业亩均效益评价结果';

DO $$
DECLARE
  item text;
BEGIN
  FOREACH item IN ARRAY ARRAY['enterprise_year', 'enterprise_grade'] LOOP
    EXECUTE format('ALTER TABLE library.%I ENABLE ROW LEVEL SECURITY', item);
    EXECUTE format('CREATE POLICY by_region ON library.%I FOR SELECT USING ((city, region) IN (SELECT v.city, v.region FROM policy.visible_region v))', item);
    EXECUTE format('GRANT SELECT ON library.%I TO yaosu_app, yaosu_report', item);
  END LOOP;
END
$$;
