-- Refuses a stored procedure with steps that nothing reaches or from which no end can be reached, or with roles or units that the city doesn't have.
CREATE OR REPLACE FUNCTION work.check_procedure(p_city text, p_procedure text, p_version text, p_content jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_bad text;
BEGIN
  WITH RECURSIVE reached AS (
    SELECT jsonb_array_elements_text(p_content->'start'->'to') AS step
    UNION SELECT a.target FROM reached r JOIN work.arrow a ON (a.city, a.procedure, a.version, a.step) = (p_city, p_procedure, p_version, r.step))
  SELECT string_agg(s.step, '、') INTO v_bad FROM work.step s
    WHERE (s.city, s.procedure, s.version) = (p_city, p_procedure, p_version) AND s.step NOT IN (SELECT step FROM reached);
  IF v_bad IS NOT NULL THEN
    RAISE EXCEPTION '程序 % 有到达不了的步骤：%', p_procedure, v_bad USING ERRCODE = 'YS304',
      DETAIL = core.in_english(format('procedure %s has steps that nothing reaches: %s', p_procedure, v_bad)),
      HINT = 'yaosu procedure check 给出文件中的位置。';
  END IF;
  WITH RECURSIVE leads AS (
    SELECT step::text FROM work.step WHERE (city, procedure, version, mode) = (p_city, p_procedure, p_version, 'end')
    UNION SELECT a.step FROM leads l JOIN work.arrow a ON (a.city, a.procedure, a.version, a.target) = (p_city, p_procedure, p_version, l.step))
  SELECT string_agg(s.step, '、') INTO v_bad FROM work.step s
    WHERE (s.city, s.procedure, s.version) = (p_city, p_procedure, p_version) AND s.step NOT IN (SELECT step FROM leads)
      AND EXISTS (SELECT FROM work.arrow a WHERE (a.city, a.procedure, a.version, a.step) = (s.city, s.procedure, s.version, s.step));
  IF v_bad IS NOT NULL THEN
    RAISE EXCEPTION '程序 % 有出不来的步骤：%', p_procedure, v_bad USING ERRCODE = 'YS304',
      DETAIL = core.in_english(format('procedure %s has steps that no way leads out of: %s', p_procedure, v_bad)),
      HINT = 'yaosu procedure check 给出文件中的位置。';
  END IF;
  SELECT string_agg(DISTINCT x.role, '、') INTO v_bad FROM (
      SELECT jsonb_path_query(p_content, '$.steps[*].actors[*].role') #>> '{}' AS role UNION
      SELECT jsonb_array_elements_text(p_content->'start'->'by')) x
    WHERE NOT EXISTS (SELECT FROM office.role r WHERE (r.city, r.code) = (p_city, x.role));
  IF v_bad IS NOT NULL THEN
    RAISE EXCEPTION '程序 % 用到没有的角色：%', p_procedure, v_bad USING ERRCODE = 'YS304',
      DETAIL = core.in_english(format('procedure %s uses roles that there aren''t: %s', p_procedure, v_bad)),
      HINT = 'yaosu officer roles 列出全部角色。';
  END IF;
  SELECT string_agg(DISTINCT x.unit, '、') INTO v_bad FROM (
      SELECT jsonb_path_query(p_content, '$.steps[*].actors[*].unit') #>> '{}' AS unit UNION
      SELECT jsonb_path_query(p_content, '$.steps[*].actors[*].else') #>> '{}' UNION
      SELECT jsonb_path_query(p_content, '$.steps[*].escalate[*].unit') #>> '{}' UNION
      SELECT jsonb_array_elements_text(p_content->'start'->'units')) x
    WHERE x.unit NOT LIKE '@%' AND NOT EXISTS (SELECT FROM office.unit u WHERE (u.city, u.code) = (p_city, x.unit));
  IF v_bad IS NOT NULL THEN
    RAISE EXCEPTION '程序 % 用到没有的单位：%', p_procedure, v_bad USING ERRCODE = 'YS304',
      DETAIL = core.in_english(format('procedure %s uses units that there aren''t: %s', p_procedure, v_bad)),
      HINT = 'yaosu officer units 列出全部单位；先导入单位，再装入程序。';
  END IF;
END
$$;
COMMENT ON FUNCTION work.check_procedure IS '核对装入的程序（内部）';
