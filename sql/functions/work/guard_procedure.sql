-- A version ends sooner when the next version begins; nothing else of it ever changes.
CREATE OR REPLACE FUNCTION work.guard_procedure()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- A generated column has no value yet in a trigger before the change.
  IF (to_jsonb(NEW) - ARRAY['during', 'hash']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['during', 'hash'])
    OR isempty(NEW.during) OR lower(NEW.during) <> lower(OLD.during) OR NOT OLD.during @> NEW.during THEN
    RAISE EXCEPTION '程序版本不可修改: % %', OLD.procedure, OLD.version USING ERRCODE = 'YS300',
      DETAIL = core.in_english(format('version %2$s of procedure %1$s can''t be changed', OLD.procedure, OLD.version)), HINT = '改动程序请装入新的版本。';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION work.guard_procedure IS '触发器：程序版本只可提前截止';
