-- Schemas, roles and the types that every other migration uses.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- Roles belong to the cluster, not to the database: another database of the cluster may have made them already.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['yaosu_app', 'yaosu_report'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made by another database of the cluster, perhaps at this very moment
    END;
  END LOOP;
END
$$;

CREATE SCHEMA core;
CREATE SCHEMA policy;
CREATE SCHEMA ledger;
CREATE SCHEMA library;
CREATE SCHEMA plan;
CREATE SCHEMA report;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA core, policy, ledger, library, plan, report TO yaosu_app;
GRANT USAGE ON SCHEMA report TO yaosu_report;
-- Views are replaced whole at each migrate; each new one is readable by itself.
ALTER DEFAULT PRIVILEGES IN SCHEMA report GRANT SELECT ON TABLES TO yaosu_report, yaosu_app;

-- Ten-thousandths of the factor's unit. The bound is Quantity.largest in Swift.
CREATE DOMAIN core.quantity AS bigint CHECK (value BETWEEN -1000000000000000 AND 1000000000000000);
CREATE DOMAIN core.positive_quantity AS bigint CHECK (value BETWEEN 1 AND 1000000000000000);
CREATE DOMAIN core.code AS text CHECK (value ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$');
CREATE DOMAIN core.vintage AS smallint CHECK (value BETWEEN 1949 AND 2999);
