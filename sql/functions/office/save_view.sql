-- Keeps a page with its filters under a name of the person's own; the same name again is replaced.
CREATE OR REPLACE FUNCTION office.save_view(context jsonb, p_name text, p_page text, p_query text, p_is_shared boolean)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = v_city));
  IF length(trim(coalesce(p_name, ''))) NOT BETWEEN 1 AND 60 THEN
    RAISE EXCEPTION '视图名称应为 1–60 字' USING ERRCODE = 'YS406';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('office.save_view ' || v_city || ' ' || (context->>'person'), 0));
  INSERT INTO office.saved_view (city, person, name, page, query, is_shared)
    VALUES (v_city, context->>'person', trim(p_name), p_page, p_query, p_is_shared)
    ON CONFLICT (city, person, page, name) DO UPDATE SET query = excluded.query, is_shared = excluded.is_shared, saved_at = clock_timestamp();
  IF (SELECT count(*) > 100 FROM office.saved_view WHERE (city, person) = (v_city, context->>'person')) THEN
    RAISE EXCEPTION '每人最多保存 100 个视图' USING ERRCODE = 'YS410', HINT = '先删除不用的视图。';
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION office.save_view TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION office.save_view IS '保存视图';
