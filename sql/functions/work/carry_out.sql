-- One decision of a meeting: written to its item, and a task for the unit that carries it out.
CREATE OR REPLACE FUNCTION work.carry_out(p_city text, p_meeting work.meeting, p_person text, p_place smallint, p_decision text, p_unit text, p_due date,
  p_parent integer, p_day date)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_matter work.matter;
BEGIN
  IF p_unit IS NOT NULL THEN
    v_matter := work.open_matter(p_city, work.procedure_on(p_city, 'decision-task', p_day), left(p_decision, 300), (SELECT m.project FROM work.matter m
        WHERE (m.city, m.number) = (p_city, p_parent)), (SELECT unit FROM office.person WHERE (city, code) = (p_city, p_person)),
      (SELECT region FROM office.unit WHERE (city, code) = (p_city, p_unit)), p_parent, NULL, jsonb_build_object('decision', p_decision, 'unit', p_unit,
        'deadline', p_due, 'meeting', p_meeting.title), p_day, p_person, NULL, jsonb_build_object('reason', p_meeting.title));
  END IF;
  UPDATE work.agenda SET decision = p_decision, unit = p_unit, due = p_due, follow_up = v_matter.number
    WHERE (city, meeting, place) = (p_city, p_meeting.meeting, p_place);
  RETURN CASE WHEN v_matter.number IS NULL THEN '[]' ELSE jsonb_build_array(v_matter.number) END;
END
$$;
COMMENT ON FUNCTION work.carry_out IS '议定事项下达（内部）';
