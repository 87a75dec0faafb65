-- Marks a notice as read by somebody whom it is for.
CREATE OR REPLACE FUNCTION work.read_notice(context jsonb, p_notice bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_person office.person := work.actor(context);
BEGIN
  UPDATE work.notice n SET read_by = v_person.code, read_on = work.day_of(context)
    WHERE (n.city, n.notice) = (context->>'city', p_notice) AND n.read_on IS NULL
      AND EXISTS (SELECT FROM office.post p WHERE (p.city, p.person, p.unit) = (n.city, v_person.code, n.unit));
END
$$;
GRANT EXECUTE ON FUNCTION work.read_notice TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.read_notice IS '通知已读';
