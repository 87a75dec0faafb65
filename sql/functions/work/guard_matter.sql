-- Trigger: what a case is about never changes, and a closed case stays as it is.
CREATE OR REPLACE FUNCTION work.guard_matter() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.city, NEW.number, NEW.procedure, NEW.version, NEW.project, NEW.unit, NEW.region, NEW.opened_on, NEW.parent)
      IS DISTINCT FROM (OLD.city, OLD.number, OLD.procedure, OLD.version, OLD.project, OLD.unit, OLD.region, OLD.opened_on, OLD.parent)
    OR OLD.status = 'closed' THEN
    RAISE EXCEPTION '事项 % 已办结或其内容不可修改', OLD.number USING ERRCODE = 'YS300',
      DETAIL = core.in_english(format('case %s is closed, or what it is about would be changed', OLD.number)),
      HINT = '需要再办请发起新的事项。';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION work.guard_matter IS '触发器：事项内容不变、办结不改';
