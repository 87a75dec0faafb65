-- The record of what was done is never changed.
CREATE OR REPLACE FUNCTION access.keep_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '审计记录不得修改或删除' USING ERRCODE = 'YS400';
END
$$;
COMMENT ON FUNCTION access.keep_event IS '审计记录只增不改（内部）';
