-- Regions, factors and policy versions: reference data that a city fills (sql/reference), dated.
CREATE TABLE policy.city (
  city core.code PRIMARY KEY,
  name text NOT NULL,
  name_en text NOT NULL
);

CREATE TABLE policy.region (
  city core.code NOT NULL REFERENCES policy.city,
  code core.code NOT NULL,
  parent core.code,
  kind text NOT NULL CHECK (kind IN ('province', 'city', 'county', 'zone')),
  name text NOT NULL,
  name_en text NOT NULL,
  sort integer NOT NULL,
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  source text NOT NULL,
  PRIMARY KEY (city, code),
  FOREIGN KEY (city, parent) REFERENCES policy.region (city, code),
  CHECK (parent <> code)
);

-- Division codes and names that files still use for a region: 371523 is today's 371503.
CREATE TABLE policy.region_alias (
  city core.code NOT NULL,
  alias text NOT NULL,
  region core.code NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (city, alias),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);

CREATE TABLE policy.factor (
  city core.code NOT NULL REFERENCES policy.city,
  code core.code NOT NULL,
  category text NOT NULL CHECK (category IN ('land', 'balance', 'energy', 'coal', 'pollutant', 'carbon', 'fund')),
  name text NOT NULL,
  name_en text NOT NULL,
  unit text NOT NULL,
  unit_en text NOT NULL,
  -- false: a project gets all that it asks or nothing.
  divisible boolean NOT NULL DEFAULT false,
  sort integer NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (city, code)
);

CREATE TABLE policy.version (
  city core.code NOT NULL REFERENCES policy.city,
  code core.code NOT NULL,
  document text NOT NULL,
  -- In force on each day of this range; two versions are never in force on one day.
  during daterange NOT NULL CHECK (NOT isempty(during) AND lower(during) IS NOT NULL),
  source text NOT NULL,
  PRIMARY KEY (city, code),
  EXCLUDE USING gist (city WITH =, during WITH &&)
);

-- One parameter of one version. A row for a factor, industry or region beats the row for all of them.
CREATE TABLE policy.parameter (
  city core.code NOT NULL,
  version core.code NOT NULL,
  key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_.]{0,63}$'),
  factor core.code,
  industry text,
  region core.code,
  -- As people write it: 3/10, true, 60, a JSON list. `kind` says how to read it.
  value text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ratio', 'integer', 'quantity', 'boolean', 'text', 'json', 'date')),
  unit text,
  -- Article of the document, where it says so.
  article text,
  source text NOT NULL,
  -- general knowledge: not found in a text; to be confirmed by the city.
  is_general_knowledge boolean NOT NULL DEFAULT false,
  note text,
  UNIQUE NULLS NOT DISTINCT (city, version, key, factor, industry, region),
  FOREIGN KEY (city, version) REFERENCES policy.version (city, code),
  FOREIGN KEY (city, factor) REFERENCES policy.factor (city, code),
  FOREIGN KEY (city, region) REFERENCES policy.region (city, code)
);

-- The seven classes of L2.
CREATE TABLE policy.project_class (
  city core.code NOT NULL REFERENCES policy.city,
  class smallint NOT NULL CHECK (class BETWEEN 1 AND 99),
  name text NOT NULL,
  name_en text NOT NULL,
  article text NOT NULL,
  PRIMARY KEY (city, class)
);
