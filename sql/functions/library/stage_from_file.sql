-- The stage that a project gets when a file says another one than it has. Reserve and allocation come from procedures only (L11–L14),
-- so a file may open a consultation, report construction or production of what was allocated, and nothing else.
CREATE OR REPLACE FUNCTION library.stage_from_file(p_has text, p_says text)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN (p_has, p_says) IN (('planning', 'consultation'), ('allocated', 'construction'), ('allocated', 'production'),
    ('construction', 'production')) THEN p_says ELSE p_has END
$$;
GRANT EXECUTE ON FUNCTION library.stage_from_file TO yaosu_app;
COMMENT ON FUNCTION library.stage_from_file IS '文件中的阶段能否改变现有阶段';
