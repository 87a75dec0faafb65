-- Whose a task is, in words.
CREATE OR REPLACE FUNCTION work.whose(p_task work.task, p_english boolean DEFAULT false)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_english THEN concat_ws(' of ', coalesce(p.name, r.name_en), coalesce(nullif(u.name_en, ''), u.name))
    ELSE u.name || '的' || coalesce(p.name, r.name) END
  FROM office.unit u
  JOIN office.role r ON (r.city, r.code) = (u.city, p_task.role)
  LEFT JOIN office.person p ON (p.city, p.code) = (u.city, p_task.person)
  WHERE (u.city, u.code) = (p_task.city, p_task.unit)
$$;
COMMENT ON FUNCTION work.whose IS '任务归谁（内部）';
