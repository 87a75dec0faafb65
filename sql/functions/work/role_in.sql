-- The role under which a task lands in a unit: the one that the procedure names where somebody holds it there, else the unit's own of the same rank
-- (a department's leader in a county is the county's leader), so that no task waits for a post that the unit doesn't have.
CREATE OR REPLACE FUNCTION work.role_in(p_city text, p_unit text, p_role text)
RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM office.post p JOIN office.person o ON (o.city, o.code) = (p.city, p.person) AND o.is_active
      WHERE (p.city, p.unit, p.role) = (p_city, p_unit, p_role)) THEN p_role
    ELSE (SELECT CASE u.kind WHEN 'enterprise' THEN 'owner' WHEN 'township' THEN 'township_clerk'
        WHEN 'conference' THEN CASE WHEN p_role ~ '(leader|chair)$' THEN 'conference_chair' ELSE 'conference_clerk' END
        ELSE CASE u.kind WHEN 'headquarters' THEN 'hq' WHEN 'department' THEN 'department' ELSE 'county' END
          || CASE WHEN p_role ~ '(leader|chair)$' THEN '_leader' ELSE '_clerk' END END
      FROM office.unit u WHERE (u.city, u.code) = (p_city, p_unit)) END
$$;
COMMENT ON FUNCTION work.role_in IS '任务在单位中的角色（内部）';
