-- Trigger of library.project: counts content versions, reopens consultation (L12) and writes what was there before.
-- Who and why come from the settings yaosu.actor, yaosu.reason and yaosu.import of the transaction.
CREATE OR REPLACE FUNCTION library.note_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  managed text[] := ARRAY['content_hash', 'demand_digest', 'reported_digest', 'content_version'];
  v_became hstore;
  v_material boolean;
  v_reopened boolean := false;
BEGIN
  IF (NEW.city, NEW.code, NEW.created_at, NEW.created_by) IS DISTINCT FROM (OLD.city, OLD.code, OLD.created_at, OLD.created_by) THEN
    RAISE EXCEPTION '项目代码与建档信息不可修改: %', OLD.code USING ERRCODE = 'YS200', HINT = '新代码请新建项目，原项目转出。';
  END IF;
  NEW.content_version := OLD.content_version;
  v_material := library.is_material(OLD, NEW);
  IF v_material THEN
    -- Fields and demand of one import are one new version.
    IF NOT EXISTS (SELECT FROM library.project_history h WHERE (h.city, h.project) = (NEW.city, NEW.code) AND h.is_material
        AND h.import = nullif(current_setting('yaosu.import', true), '')::integer) THEN
      NEW.content_version := OLD.content_version + 1;
    END IF;
    IF OLD.stage = 'reserved' AND NEW.stage = 'reserved' THEN
      NEW.stage := 'consultation';
      v_reopened := true;
    END IF;
  END IF;
  v_became := hstore(NEW) - hstore(OLD) - managed;
  IF v_became = '' AND NEW.demand_digest = OLD.demand_digest THEN
    RETURN NEW;
  END IF;
  INSERT INTO library.project_history (city, project, content_version, is_material, reopened, was, became, actor, reason, import)
    VALUES (NEW.city, NEW.code, NEW.content_version, v_material, v_reopened,
      hstore_to_jsonb(slice(hstore(OLD), akeys(v_became))), hstore_to_jsonb(v_became),
      coalesce(nullif(current_setting('yaosu.actor', true), ''), session_user), nullif(current_setting('yaosu.reason', true), ''),
      nullif(current_setting('yaosu.import', true), '')::integer);
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION library.note_change IS '触发器：内容版本、重新会商、变更记录';
