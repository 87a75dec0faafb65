-- Effect: a person becomes the project's service officer, steward, group member or contact (L21, A3); the earlier one's time ends.
CREATE OR REPLACE FUNCTION work.effect_serve(p_matter work.matter, p_effect jsonb, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_person text;
BEGIN
  IF p_effect->>'kind' = 'end' THEN
    UPDATE work.service SET until = p_day WHERE (city, project) = (p_matter.city, p_matter.project) AND until IS NULL AND kind IN ('steward', 'member', 'contact');
    RETURN;
  END IF;
  FOR v_person IN SELECT * FROM work.people_of(p_matter.data->>(p_effect->>'person')) LOOP
    IF NOT EXISTS (SELECT FROM office.person WHERE (city, code) = (p_matter.city, v_person) AND is_active) THEN
      RAISE EXCEPTION '没有在岗人员 %', v_person USING ERRCODE = 'YS302',
        DETAIL = core.in_english(format('there is no %s at work', v_person)),
        HINT = 'yaosu officer list 可查人员代码。';
    END IF;
    IF p_effect->>'kind' IN ('officer', 'steward') THEN
      UPDATE work.service SET until = p_day WHERE (city, project, kind) = (p_matter.city, p_matter.project, p_effect->>'kind') AND until IS NULL;
    END IF;
    INSERT INTO work.service (city, project, kind, person, since, number)
      VALUES (p_matter.city, p_matter.project, p_effect->>'kind', v_person, p_day, p_matter.number);
  END LOOP;
END
$$;
COMMENT ON FUNCTION work.effect_serve IS '办理效果：服务人员（内部）';
