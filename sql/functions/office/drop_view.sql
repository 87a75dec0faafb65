-- Forgets a view of the person's own.
CREATE OR REPLACE FUNCTION office.drop_view(context jsonb, p_name text, p_page text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(context, ARRAY(SELECT r.code FROM office.role r WHERE r.city = context->>'city'));
  DELETE FROM office.saved_view WHERE (city, person, page, name) = (context->>'city', context->>'person', p_page, p_name);
  IF NOT FOUND THEN
    RAISE EXCEPTION '没有保存过视图“%”', p_name USING ERRCODE = 'YS407';
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION office.drop_view TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION office.drop_view IS '删除视图';
