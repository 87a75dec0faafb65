-- What an act answers: where the case stands and who has it now.
CREATE OR REPLACE FUNCTION work.answer(p_city text, p_number integer)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('case', m.number, 'status', m.status, 'result', coalesce(s.title, CASE WHEN m.status = 'closed' THEN '终止' END), 'round', m.round,
    'waiting', (SELECT coalesce(jsonb_agg(jsonb_build_object('task', t.task, 'step', x.title, 'step_code', t.step, 'unit', t.unit, 'unit_name', u.name, 'role', t.role,
      'due', t.due) ORDER BY t.task), '[]') FROM work.task t JOIN work.step x USING (city, procedure, version, step)
      JOIN office.unit u ON (u.city, u.code) = (t.city, t.unit)
      WHERE (t.city, t.number) = (m.city, m.number) AND t.state IN ('open', 'suspended')))
  FROM work.matter m LEFT JOIN work.step s ON (s.city, s.procedure, s.version, s.step) = (m.city, m.procedure, m.version, m.result)
  WHERE (m.city, m.number) = (p_city, p_number)
$$;
COMMENT ON FUNCTION work.answer IS '事项现状（内部）';
