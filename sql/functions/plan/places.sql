-- Codes of the things in a list of a snapshot by their place in it, from 0: plans name things by place. Looking them up one by one would copy the
-- list for each. A variant of a project goes by the project's code in the library.
CREATE OR REPLACE FUNCTION plan.places(list jsonb)
RETURNS TABLE (id integer, code text)
LANGUAGE sql IMMUTABLE ROWS 10000 SET search_path = pg_catalog, pg_temp AS $$
  SELECT (e.place - 1)::int, coalesce(e.item->>'variantOf', e.item->>'code') FROM jsonb_array_elements(list) WITH ORDINALITY AS e(item, place)
$$;
COMMENT ON FUNCTION plan.places IS '快照清单中的位置与代码对照（内部）';
