-- Whether all conditions hold: [{fact, is | not | at_least | below | has}], or {any: [conditions]}. A fact that isn't known is an empty text.
CREATE OR REPLACE FUNCTION work.holds(p_conditions jsonb, p_facts jsonb)
RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  c jsonb;
  v jsonb;
BEGIN
  FOR c IN SELECT * FROM jsonb_array_elements(coalesce(p_conditions, '[]')) LOOP
    IF c ? 'any' THEN
      IF NOT EXISTS (SELECT FROM jsonb_array_elements(c->'any') a(x) WHERE work.holds(jsonb_build_array(a.x), p_facts)) THEN RETURN false; END IF;
      CONTINUE;
    END IF;
    v := nullif(p_facts->(c->>'fact'), 'null');
    IF c ? 'not' THEN
      IF coalesce(v #>> '{}', '') = (c->>'not') THEN RETURN false; END IF;
    ELSIF c ? 'is' THEN
      IF coalesce(v #>> '{}', '') <> (c->>'is') THEN RETURN false; END IF;
    ELSIF coalesce(v #>> '{}', '') = '' THEN
      RETURN false;
    ELSIF c ? 'at_least' AND (v #>> '{}')::numeric < (c->>'at_least')::numeric THEN
      RETURN false;
    ELSIF c ? 'below' AND (v #>> '{}')::numeric >= (c->>'below')::numeric THEN
      RETURN false;
    ELSIF c ? 'has' AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(CASE jsonb_typeof(v) WHEN 'array' THEN v ELSE jsonb_build_array(v) END) e
        WHERE e = (c->>'has')) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END
$$;
COMMENT ON FUNCTION work.holds IS '条件是否全部成立（内部）';
