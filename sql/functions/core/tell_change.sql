-- Tells whoever listens that something is not as it was: once a transaction, when it is committed, without saying what (nobody learns by it what it may not see).
CREATE OR REPLACE FUNCTION core.tell_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('yaosu_change', '');
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION core.tell_change IS '通知有变动（触发器）';
