-- In whose name a person may do a task: the own when possible, else that of somebody away; NULL when it isn't theirs.
CREATE OR REPLACE FUNCTION work.holder(p_city text, p_person text, p_task work.task, p_day date)
RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT s.name FROM work.stands_for(p_city, p_person, p_day) AS s(name)
  WHERE CASE WHEN p_task.person IS NOT NULL THEN p_task.person = s.name
    ELSE EXISTS (SELECT FROM office.post p WHERE (p.city, p.person, p.unit, p.role) = (p_city, s.name, p_task.unit, p_task.role)) END
  ORDER BY s.name <> p_person
  LIMIT 1
$$;
COMMENT ON FUNCTION work.holder IS '任务是否归其办理、以谁的名义（内部）';
