-- Closes a meeting with its minutes and decisions, once: each decision with a unit becomes a task of that unit (L4), in the same transaction.
-- p_decisions: [{place, decision, unit?, due?}].
CREATE OR REPLACE FUNCTION work.close_meeting(context jsonb, p_meeting integer, p_minutes text, p_decisions jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_person office.person := work.actor(context);
  v_day date := work.day_of(context);
  v_hash text := work.hash_of(p_meeting::text, p_minutes, p_decisions::text);
  v_answer jsonb := work.replay(context, 'close_meeting', v_hash);
  v_meeting work.meeting;
  v_cases jsonb := '[]';
  d record;
BEGIN
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  PERFORM work.check_convenes(v_city, v_person.code);
  SELECT * INTO v_meeting FROM work.meeting WHERE (city, meeting) = (v_city, p_meeting) FOR UPDATE;
  IF v_meeting.meeting IS NULL THEN
    RAISE EXCEPTION '没有会议 %', p_meeting USING ERRCODE = 'YS318',
      DETAIL = core.in_english(format('there is no meeting %s', p_meeting)),
      HINT = 'yaosu meeting list 列出会议。';
  ELSIF v_meeting.state = 'closed' THEN
    RAISE EXCEPTION '会议 % 已形成纪要', p_meeting USING ERRCODE = 'YS318',
      DETAIL = core.in_english(format('meeting %s has its minutes already; what is to be corrected is another meeting''s', p_meeting)),
      HINT = '更正请另开会议。';
  ELSIF coalesce(btrim(p_minutes), '') = '' THEN
    RAISE EXCEPTION '会议 % 没有纪要', p_meeting USING ERRCODE = 'YS318',
      DETAIL = core.in_english(format('meeting %s has no minutes', p_meeting));
  END IF;
  FOR d IN SELECT x.place, x.decision, x.unit, x.due, a.title, a.number FROM jsonb_to_recordset(p_decisions) x(place smallint, decision text, unit text, due date)
    LEFT JOIN work.agenda a ON (a.city, a.meeting, a.place) = (v_city, p_meeting, x.place) ORDER BY x.place
  LOOP
    IF d.title IS NULL THEN
      RAISE EXCEPTION '会议 % 没有第 % 项议题', p_meeting, d.place USING ERRCODE = 'YS318',
        DETAIL = core.in_english(format('meeting %s has no item %s', p_meeting, d.place));
    ELSIF d.unit IS NOT NULL AND (d.due IS NULL OR NOT EXISTS (SELECT FROM office.unit WHERE (city, code) = (v_city, d.unit))) THEN
      RAISE EXCEPTION '第 % 项的承办单位 % 不存在，或没有期限', d.place, d.unit USING ERRCODE = 'YS318',
        DETAIL = core.in_english(format('item %s: there is no unit %s, or no day until when', d.place, d.unit)),
        HINT = 'yaosu officer units 可查单位代码；due 写成 2026-08-01。';
    END IF;
    v_cases := v_cases || work.carry_out(v_city, v_meeting, v_person.code, d.place, d.decision, d.unit, d.due, d.number, v_day);
  END LOOP;
  UPDATE work.meeting SET state = 'closed', minutes = p_minutes, document = context->>'document' WHERE (city, meeting) = (v_city, p_meeting);
  RETURN work.remember(context, 'close_meeting', v_hash, jsonb_build_object('meeting', p_meeting, 'cases', v_cases));
END
$$;
GRANT EXECUTE ON FUNCTION work.close_meeting TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.close_meeting IS '形成会议纪要、下达议定事项';
