-- Plans a meeting (J6.4, A6) with its agenda; without items, the problems that are open at its level. Materials are frozen as they are now.
-- context: {city, person, date?, key?}; p_meeting: {kind, title, held_on, place?, chair, attendees?}; p_items: [{title, number?}] or NULL.
CREATE OR REPLACE FUNCTION work.plan_meeting(context jsonb, p_meeting jsonb, p_items jsonb DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_person office.person := work.actor(context);
  v_hash text := work.hash_of(p_meeting::text, p_items::text);
  v_answer jsonb := work.replay(context, 'plan_meeting', v_hash);
  v_number integer;
BEGIN
  IF v_answer IS NOT NULL THEN RETURN (v_answer->>'meeting')::integer; END IF;
  PERFORM work.check_convenes(v_city, v_person.code);
  IF coalesce(p_meeting->>'kind', '') NOT IN ('regular', 'special', 'coordination', 'routine', 'composite', 'hard', 'major') OR coalesce(p_meeting->>'title', '') = '' THEN
    RAISE EXCEPTION '会议要有名称和类型，读到“%”', p_meeting->>'kind' USING ERRCODE = 'YS318',
      DETAIL = core.in_english(format('a meeting wants a title and a kind, found “%s”; kinds: regular, special, coordination; of agency dispatch routine, composite, hard, major', p_meeting->>'kind')),
      HINT = 'regular 定期汇报、special 专题汇报、coordination 专项协调；代办调度 routine、composite、hard、major';
  END IF;
  IF NOT core.is_day(coalesce(p_meeting->>'held_on', '')) OR NOT EXISTS (SELECT FROM office.person WHERE (city, code) = (v_city, p_meeting->>'chair')) THEN
    RAISE EXCEPTION '会议要有日期和主持人' USING ERRCODE = 'YS318',
      DETAIL = core.in_english('a meeting wants a day and a chair: held_on as 2026-07-20, chair a person''s code'),
      HINT = 'held_on 写成 2026-07-20，chair 写人员代码。';
  END IF;
  INSERT INTO work.counter AS c (city, last_meeting) VALUES (v_city, 1)
    ON CONFLICT (city) DO UPDATE SET last_meeting = c.last_meeting + 1 RETURNING last_meeting INTO v_number;
  INSERT INTO work.meeting (city, meeting, kind, title, held_on, place, chair, attendees)
    VALUES (v_city, v_number, p_meeting->>'kind', p_meeting->>'title', (p_meeting->>'held_on')::date, coalesce(p_meeting->>'place', ''), p_meeting->>'chair',
      ARRAY(SELECT jsonb_array_elements_text(p_meeting->'attendees')));
  INSERT INTO work.agenda (city, meeting, place, title, number, material)
    SELECT v_city, v_number, row_number() OVER (ORDER BY i.place), i.title, i.number,
      coalesce((SELECT m.data || jsonb_build_object('project', work.project_facts(m.city, m.project, work.day_of(context))) FROM work.matter m
        WHERE (m.city, m.number) = (v_city, i.number)), '{}')
    FROM (SELECT x.place, x.item->>'title' AS title, (x.item->>'number')::integer AS number FROM jsonb_array_elements(p_items) WITH ORDINALITY x(item, place)
      UNION ALL
      SELECT m.number, left(coalesce(m.data->>'problem', m.title), 300), m.number FROM work.matter m
        WHERE p_items IS NULL AND m.city = v_city AND m.procedure = 'problem' AND m.status <> 'closed' AND m.data->>'level' IN ('市级', '联席会议')) i;
  PERFORM work.remember(context, 'plan_meeting', v_hash, jsonb_build_object('meeting', v_number));
  RETURN v_number;
END
$$;
GRANT EXECUTE ON FUNCTION work.plan_meeting TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.plan_meeting IS '安排会议与议题';
