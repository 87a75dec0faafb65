-- Puts changed parameters into force for the rest of this transaction, in all versions, and judges the library's classes by them. A change replaces
-- every row of its key that it covers, as a scenario's override does. The transaction can't be committed any more (YS211).
-- p_changes: [{key, factor, value}], factor null for all.
CREATE OR REPLACE FUNCTION policy.rehearse(p_city text, p_changes jsonb, p_on_date date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_change record;
  v_kind text;
BEGIN
  INSERT INTO policy.rehearsal (city, changes) VALUES (p_city, p_changes);
  FOR v_change IN SELECT * FROM jsonb_to_recordset(p_changes) AS c(key text, factor text, value text)
  LOOP
    SELECT kind INTO v_kind FROM policy.parameter WHERE city = p_city AND key = v_change.key LIMIT 1;
    DELETE FROM policy.parameter WHERE city = p_city AND key = v_change.key AND (v_change.factor IS NULL OR factor = v_change.factor);
    INSERT INTO policy.parameter (city, version, key, factor, value, kind, source)
      SELECT p_city, code, v_change.key, v_change.factor, v_change.value, coalesce(v_kind, 'text'), '预演' FROM policy.version WHERE city = p_city;
  END LOOP;
  PERFORM library.classify(p_city, NULL, p_on_date);
END
$$;
GRANT EXECUTE ON FUNCTION policy.rehearse TO yaosu_app;
COMMENT ON FUNCTION policy.rehearse IS '政策预演：本事务内按改动后的参数，不能提交';
