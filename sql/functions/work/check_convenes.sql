-- Whether a person may convene meetings and keep their minutes: the headquarters and the conference's office.
CREATE OR REPLACE FUNCTION work.check_convenes(p_city text, p_person text)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM office.post p JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
      WHERE (p.city, p.person) = (p_city, p_person) AND u.kind IN ('headquarters', 'conference')) THEN
    RAISE EXCEPTION '% 不能组织会议', p_person USING ERRCODE = 'YS308',
      DETAIL = core.in_english(format('%s can''t convene meetings: the headquarters and the conference''s office do', p_person)),
      HINT = '由指挥部或联席会议办公室组织。';
  END IF;
END
$$;
COMMENT ON FUNCTION work.check_convenes IS '能否组织会议（内部）';
