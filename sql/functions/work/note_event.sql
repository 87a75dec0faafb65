-- Writes one line of a case's history and seals it to the line before.
CREATE OR REPLACE FUNCTION work.note_event(p_matter work.matter, p_task bigint, p_verb text, p_person text, p_for text, p_day date, context jsonb, p_detail jsonb)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_before text := coalesce((SELECT seal FROM work.event WHERE (city, number) = (p_matter.city, p_matter.number) ORDER BY event DESC LIMIT 1), '');
  v_event bigint;
BEGIN
  INSERT INTO work.event (city, number, task, verb, person, person_for, day, reason, document, detail, seal)
    VALUES (p_matter.city, p_matter.number, p_task, p_verb, p_person, nullif(p_for, p_person), p_day, context->>'reason', context->>'document',
      coalesce(p_detail, '{}'),
      work.seal_of(v_before, p_matter.number, p_task, p_verb, p_person, nullif(p_for, p_person), p_day, context->>'reason', context->>'document',
        coalesce(p_detail, '{}')))
    RETURNING event INTO v_event;
  RETURN v_event;
END
$$;
COMMENT ON FUNCTION work.note_event IS '写入历史（内部）';
