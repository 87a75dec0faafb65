-- Conditions in words: “纳入“专事专议””应为“同意”. Fields are called as the form calls them, facts of the project by their name.
CREATE OR REPLACE FUNCTION work.when_text(p_content jsonb, p_when jsonb, p_english boolean DEFAULT false)
RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT string_agg(CASE WHEN c ? 'any' THEN '(' || replace(work.when_text(p_content, c->'any', p_english), CASE WHEN p_english THEN ' and ' ELSE '且' END,
        CASE WHEN p_english THEN ' or ' ELSE '或' END) || ')'
      ELSE format(CASE WHEN p_english THEN '“%s” %s “%s”' ELSE '“%s”%s“%s”' END,
        coalesce((SELECT coalesce(CASE WHEN p_english THEN f->>'title_en' END, f->>'title') FROM jsonb_array_elements(p_content->'forms') g,
          jsonb_array_elements(g->'fields') f WHERE f->>'field' = c->>'fact' LIMIT 1), c->>'fact'),
        CASE WHEN c ? 'is' THEN CASE WHEN p_english THEN 'should be' ELSE '应为' END WHEN c ? 'not' THEN CASE WHEN p_english THEN 'should not be' ELSE '不应为' END
          WHEN c ? 'at_least' THEN CASE WHEN p_english THEN 'should be at least' ELSE '应不小于' END
          WHEN c ? 'below' THEN CASE WHEN p_english THEN 'should be below' ELSE '应小于' END ELSE CASE WHEN p_english THEN 'should have' ELSE '应含' END END,
        coalesce(c->>'is', c->>'not', c->>'at_least', c->>'below', c->>'has')) END,
    CASE WHEN p_english THEN ' and ' ELSE '且' END ORDER BY n)
  FROM jsonb_array_elements(p_when) WITH ORDINALITY x(c, n)
$$;
COMMENT ON FUNCTION work.when_text IS '条件的文字（内部）';
