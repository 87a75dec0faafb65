-- Whether a person leads a case: the unit that started it, or the headquarters and the conference's office.
CREATE OR REPLACE FUNCTION work.check_lead(p_matter work.matter, p_task work.task, p_person text, p_day date)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM work.stands_for(p_matter.city, p_person, p_day) s(name)
      JOIN office.post p ON p.city = p_matter.city AND p.person = s.name
      JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
      WHERE p.unit = p_matter.unit OR u.kind IN ('headquarters', 'conference') AND u.region IN (p_matter.city, p_matter.region)) THEN
    RAISE EXCEPTION '只有发起单位、指挥部和联席会议办公室可以这样做' USING ERRCODE = 'YS308',
      DETAIL = core.in_english('only the unit that began the case, the headquarters and the conference''s office may do this');
  END IF;
END
$$;
COMMENT ON FUNCTION work.check_lead IS '是否牵头单位（内部）';
