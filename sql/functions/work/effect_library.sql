-- Effect: the project joins or leaves one of the libraries (L6.2, quarterly adjustment L23).
CREATE OR REPLACE FUNCTION work.effect_library(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_effect->>'join' IS NOT NULL THEN
    INSERT INTO library.membership (city, project, library, since)
      VALUES (p_matter.city, p_matter.project, coalesce(p_matter.data->>(p_effect->>'join'), p_effect->>'join'), p_day) ON CONFLICT DO NOTHING;
  END IF;
  IF p_effect->>'leave' IS NOT NULL THEN
    DELETE FROM library.membership WHERE (city, project, library)
      = (p_matter.city, p_matter.project, coalesce(p_matter.data->>(p_effect->>'leave'), p_effect->>'leave'));
  END IF;
END
$$;
COMMENT ON FUNCTION work.effect_library IS '办理效果：进出项目库（内部）';
