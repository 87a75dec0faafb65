-- Stores a version of a procedure as its file says it. The same content again changes nothing; other content under a version that is
-- there is refused: a new version is a new file. What the file promised is checked here once more: each arrow leads to a step, each
-- step is reached, and from each one an end can be reached.
CREATE OR REPLACE FUNCTION work.store_procedure(context jsonb, p_content jsonb)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_code text := p_content->>'procedure';
  v_version text := p_content->>'version';
  v_old work.procedure;
BEGIN
  SELECT * INTO v_old FROM work.procedure WHERE (city, procedure, version) = (v_city, v_code, v_version);
  IF v_old.procedure IS NOT NULL THEN
    IF v_old.content = p_content THEN RETURN false; END IF;
    RAISE EXCEPTION '程序 % 的版本 % 已存在且内容不同', v_code, v_version USING ERRCODE = 'YS304',
      DETAIL = core.in_english(format('version %2$s of procedure %1$s is there with other content', v_code, v_version)),
      HINT = '改动程序请用新的 version 和 from，并给旧版本写 until。';
  END IF;
  -- The version before ends the day before this one begins, unless it would go on after this one has ended.
  UPDATE work.procedure SET during = daterange(lower(during), (p_content->>'from')::date)
    WHERE (city, procedure) = (v_city, v_code) AND lower(during) < (p_content->>'from')::date AND during @> (p_content->>'from')::date
      AND (upper_inf(during) OR daterange((p_content->>'from')::date, (p_content->>'until')::date, '[]') @> daterange((p_content->>'from')::date, upper(during)));
  IF EXISTS (SELECT FROM work.procedure WHERE (city, procedure) = (v_city, v_code)
      AND during && daterange((p_content->>'from')::date, (p_content->>'until')::date, '[]')) THEN
    RAISE EXCEPTION '程序 % 在这段日期已有其他版本', v_code USING ERRCODE = 'YS304',
      DETAIL = core.in_english(format('procedure %s has another version in these days', v_code)),
      HINT = 'yaosu procedure list 列出各版本的起止日期。';
  END IF;
  INSERT INTO work.procedure (city, procedure, version, title, title_en, document, articles, during, subject, content, stored_by)
    VALUES (v_city, v_code, v_version, p_content->>'title', p_content->>'title_en', p_content->>'document',
      ARRAY(SELECT jsonb_array_elements_text(p_content->'articles')),
      daterange((p_content->>'from')::date, (p_content->>'until')::date, '[]'), p_content->>'subject', p_content, context->>'actor');
  INSERT INTO work.step (city, procedure, version, step, place, title, title_en, mode, content)
    SELECT v_city, v_code, v_version, s->>'step', n, s->>'title', s->>'title_en', s->>'mode', s
    FROM jsonb_array_elements(p_content->'steps') WITH ORDINALITY x(s, n);
  INSERT INTO work.outcome (city, procedure, version, step, outcome, place, title, title_en, content)
    SELECT v_city, v_code, v_version, s->>'step', o->>'outcome', n, o->>'title', o->>'title_en', o
    FROM jsonb_array_elements(p_content->'steps') s, jsonb_array_elements(s->'outcomes') WITH ORDINALITY x(o, n);
  INSERT INTO work.arrow (city, procedure, version, step, via, target)
    SELECT v_city, v_code, v_version, a.step, a.via, a.target FROM (
      SELECT s->>'step' AS step, o->>'outcome' AS via, t AS target FROM jsonb_array_elements(p_content->'steps') s,
        jsonb_array_elements(s->'outcomes') o, jsonb_array_elements_text(o->'to') t
      UNION SELECT s->>'step', r->>'rule', t FROM jsonb_array_elements(p_content->'steps') s, jsonb_array_elements(s->'then') r, jsonb_array_elements_text(r->'to') t
      UNION SELECT s->>'step', 'back', t FROM jsonb_array_elements(p_content->'steps') s, jsonb_array_elements_text(s->'back') t
      UNION SELECT p_content->>'on_change', 'on_change', p_content->>'on_change' WHERE p_content ? 'on_change') a;
  PERFORM work.check_procedure(v_city, v_code, v_version, p_content);
  RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION work.store_procedure TO yaosu_app;
COMMENT ON FUNCTION work.store_procedure IS '装入程序版本';
