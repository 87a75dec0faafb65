-- Of the daily job: those whose task is due soon or over are told, and then those above them, step by step, with what the procedure says that it brings
-- about (points of who is late).
CREATE OR REPLACE FUNCTION work.tick_reminders(p_city text, p_day date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t record;
  v_up jsonb;
  v_place bigint;
  v_unit text;
  v_told text;
  v_new boolean;
  n integer := 0;
BEGIN
  FOR t IN SELECT x.*, s.title AS step_title, s.content, m.title, m.project FROM work.task x
    JOIN work.step s USING (city, procedure, version, step) JOIN work.matter m ON (m.city, m.number) = (x.city, x.number)
    -- So many working days are never more than this many days, even over the longest holiday.
    WHERE x.city = p_city AND x.state = 'open' AND x.due - p_day <= 2 * coalesce((s.content->>'remind')::integer, 0) + 14 AND m.status = 'open' ORDER BY x.task
  LOOP
    IF p_day <= t.due AND t.content ? 'remind' AND work.working_days(p_city, p_day, t.due) <= (t.content->>'remind')::integer THEN
      n := n + work.notify(p_city, format('remind:%s:%s', t.task, t.due), 'remind', t.unit, t.role, t.person, t.number, t.task, t.project,
        format('将于 %s 到期：%s · %s', t.due, t.step_title, t.title), p_day, t.due)::integer;
    ELSIF p_day > t.due THEN
      n := n + work.notify(p_city, format('overdue:%s:%s', t.task, t.due), 'overdue', t.unit, t.role, t.person, t.number, t.task, t.project,
        format('已超期（%s 到期）：%s · %s', t.due, t.step_title, t.title), p_day, t.due)::integer;
      FOR v_up, v_place IN SELECT * FROM jsonb_array_elements(t.content->'escalate') WITH ORDINALITY LOOP
        CONTINUE WHEN p_day <= work.due(p_city, t.due, v_up->'after');
        SELECT work.unit_for(m, v_up->>'unit') INTO v_unit FROM work.matter m WHERE (m.city, m.number) = (p_city, t.number);
        CONTINUE WHEN v_unit IS NULL;
        -- A unit that is told again, later, is told for another reason.
        SELECT concat_ws(':', v_unit, nullif(count(*), 0)) INTO v_told FROM jsonb_array_elements(t.content->'escalate') WITH ORDINALITY e(item, place)
          WHERE e.place < v_place AND e.item->>'unit' = v_up->>'unit';
        v_new := work.notify(p_city, format('escalate:%s:%s:%s', t.task, t.due, v_told), 'escalate', v_unit, v_up->>'role', NULL, t.number, t.task,
          t.project, format('上报督办：%s 逾期未办（%s 到期）：%s', (SELECT name FROM office.unit WHERE (city, code) = (p_city, t.unit)), t.due, t.title),
          p_day, t.due);
        n := n + v_new::integer;
        IF v_new AND v_up ? 'do' THEN
          PERFORM work.apply(m, t.task, v_up->'do', p_day, NULL, '{}') FROM work.matter m WHERE (m.city, m.number) = (p_city, t.number);
        END IF;
      END LOOP;
    END IF;
  END LOOP;
  RETURN n;
END
$$;
COMMENT ON FUNCTION work.tick_reminders IS '每日作业：提醒、超期与上报（内部）';
