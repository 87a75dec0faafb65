-- The city's rules of signing in, by the security administrator: fields that are left out stay as they are. What they were and became is a line of the record.
CREATE OR REPLACE FUNCTION access.set_rules(context jsonb, p_rules jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_was access.rule := access.rules(context->>'city');
  v_new access.rule := jsonb_populate_record(v_was, p_rules - 'city');
BEGIN
  PERFORM access.require(context, ARRAY['security_admin']);
  IF v_new IS NOT DISTINCT FROM v_was THEN
    RETURN;
  END IF;
  UPDATE access.rule SET (profile, idle_minutes, session_hours, sessions_each, lock_after, lock_minutes, password_days, second_factor) =
    (v_new.profile, v_new.idle_minutes, v_new.session_hours, v_new.sessions_each, v_new.lock_after, v_new.lock_minutes, v_new.password_days, v_new.second_factor)
    WHERE city = context->>'city';
  PERFORM access.note(context, 'rules_changed', '', jsonb_build_object('was', to_jsonb(v_was) - 'city', 'became', to_jsonb(v_new) - 'city'));
END
$$;
GRANT EXECUTE ON FUNCTION access.set_rules TO yaosu_app, yaosu_service;
COMMENT ON FUNCTION access.set_rules IS '设定登录规则';
