-- Makes the case and enters its first steps; who may is decided by the callers (start, tick, effects).
CREATE OR REPLACE FUNCTION work.open_matter(p_city text, p_procedure work.procedure, p_title text, p_project text, p_unit text, p_region text,
  p_parent integer, p_automatic text, p_form jsonb, p_day date, p_person text, p_for text, context jsonb)
RETURNS work.matter
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
  v_number integer;
  v_start jsonb := p_procedure.content->'start';
  v_first text;
BEGIN
  INSERT INTO work.counter AS c (city, last_case) VALUES (p_city, 1)
    ON CONFLICT (city) DO UPDATE SET last_case = c.last_case + 1 RETURNING last_case INTO v_number;
  INSERT INTO work.matter (city, number, procedure, version, title, project, unit, region, opened_on, content_version, parent, automatic_key)
    VALUES (p_city, v_number, p_procedure.procedure, p_procedure.version, left(p_title, 300), p_project, p_unit, p_region, p_day,
      (SELECT content_version FROM library.project WHERE (city, code) = (p_city, p_project)), p_parent, p_automatic)
    RETURNING * INTO v_matter;
  PERFORM work.note_event(v_matter, NULL, 'start', p_person, p_for, p_day, context, jsonb_strip_nulls(jsonb_build_object('parent', p_parent)));
  PERFORM work.take_form(v_matter, NULL, v_start->>'form', p_form, '{}', p_day);
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_city, v_number);
  PERFORM work.apply(v_matter, NULL, v_start->'do', p_day, p_person, context);
  FOR v_first IN SELECT jsonb_array_elements_text(v_start->'to') LOOP
    PERFORM work.enter(p_city, v_number, v_first, p_day);
  END LOOP;
  PERFORM work.check_alive(p_city, v_number);
  SELECT * INTO v_matter FROM work.matter WHERE (city, number) = (p_city, v_number);
  RETURN v_matter;
END
$$;
COMMENT ON FUNCTION work.open_matter IS '建立事项（内部）';
