-- Codes of people in a text, as clerks separate them.
CREATE OR REPLACE FUNCTION work.people_of(p_text text)
RETURNS SETOF text
LANGUAGE sql IMMUTABLE AS $$
  SELECT x FROM regexp_split_to_table(btrim(coalesce(p_text, '')), '[,，、;\s]+') x WHERE x <> ''
$$;
GRANT EXECUTE ON FUNCTION work.people_of TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.people_of IS '文字中的人员代码（内部）';
