-- Whose a task is, in words.
CREATE OR REPLACE FUNCTION work.whose(p_task work.task)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.name || '的' || coalesce(p.name, r.name) FROM office.unit u
  JOIN office.role r ON (r.city, r.code) = (u.city, p_task.role)
  LEFT JOIN office.person p ON (p.city, p.code) = (u.city, p_task.person)
  WHERE (u.city, u.code) = (p_task.city, p_task.unit)
$$;
COMMENT ON FUNCTION work.whose IS '任务归谁（内部）';
