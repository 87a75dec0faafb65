-- The unit that a procedure names: a code, or @county (of the case's region), @starter, @owner (the project's enterprise), @officer and @steward
-- (unit of the project's), @data.NAME (what a form said), @zone and @township as @county. NULL when there is none.
CREATE OR REPLACE FUNCTION work.unit_for(p_matter work.matter, p_name text)
RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_name = '@starter' THEN p_matter.unit
    WHEN p_name = '@county' THEN (SELECT code FROM office.unit WHERE city = p_matter.city AND region = p_matter.region
      AND kind IN ('county', 'zone', 'headquarters') ORDER BY sort, code LIMIT 1)
    WHEN p_name = '@owner' THEN (SELECT u.code FROM office.unit u JOIN library.project p ON p.city = u.city
        AND (p.credit_code = u.credit_code OR p.credit_code IS NULL AND p.owner = u.name)
      WHERE (p.city, p.code) = (p_matter.city, p_matter.project) AND u.kind = 'enterprise' ORDER BY u.code LIMIT 1)
    WHEN p_name IN ('@officer', '@steward') THEN (SELECT o.unit FROM work.service s JOIN office.person o ON (o.city, o.code) = (s.city, s.person)
      WHERE (s.city, s.project, s.kind) = (p_matter.city, p_matter.project, substr(p_name, 2)) AND s.until IS NULL)
    WHEN p_name LIKE '@data.%' THEN (SELECT code FROM office.unit WHERE city = p_matter.city
      AND p_matter.data->>substr(p_name, 7) IN (code, name) ORDER BY code = p_matter.data->>substr(p_name, 7) DESC LIMIT 1)
    ELSE (SELECT code FROM office.unit WHERE (city, code) = (p_matter.city, p_name))
  END
$$;
COMMENT ON FUNCTION work.unit_for IS '程序中的单位代号 → 单位（内部）';
