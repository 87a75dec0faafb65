-- Tells somebody something, once for each key; listeners of the channel yaosu_work hear of it.
CREATE OR REPLACE FUNCTION work.notify(p_city text, p_key text, p_kind text, p_unit text, p_role text, p_person text, p_number integer, p_task bigint,
  p_project text, p_text text, p_day date, p_due date)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO work.notice (city, key, kind, unit, role, person, number, task, project, text, day, due)
    VALUES (p_city, p_key, p_kind, p_unit, p_role, p_person, p_number, p_task, p_project, left(p_text, 1000), p_day, p_due)
    ON CONFLICT (city, key) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM pg_notify('yaosu_work', jsonb_build_object('city', p_city, 'unit', p_unit, 'role', p_role, 'person', p_person, 'kind', p_kind,
    'case', p_number)::text);
  RETURN true;
END
$$;
COMMENT ON FUNCTION work.notify IS '发通知（内部）';
