-- Whose posts a person acts for on a day: the own, and those of people who are away and named this person.
CREATE OR REPLACE FUNCTION work.stands_for(p_city text, p_person text, p_day date)
RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  SELECT p_person
  UNION
  SELECT a.person::text FROM office.absence a WHERE a.city = p_city AND a.delegate = p_person AND a.during @> p_day
$$;
COMMENT ON FUNCTION work.stands_for IS '本人及其代行职责的人员（内部）';
