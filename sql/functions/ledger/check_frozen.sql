-- Refuses what leaves a frozen pool, or touches a frozen project.
CREATE OR REPLACE FUNCTION ledger.check_frozen(p_city text, p_region text, p_factor text, p_vintage integer, p_project text)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_freeze ledger.freeze;
BEGIN
  SELECT * INTO v_freeze FROM ledger.freeze
    WHERE city = p_city AND ended_by IS NULL
      AND ((region, factor, vintage) = (p_region, p_factor, p_vintage) OR project = p_project)
    LIMIT 1;
  IF FOUND THEN
    PERFORM ledger.refuse('YS006', CASE WHEN v_freeze.project IS NULL THEN '要素池已冻结' ELSE '项目已冻结' END,
      jsonb_build_object('region', v_freeze.region, 'factor', v_freeze.factor, 'vintage', v_freeze.vintage, 'project', v_freeze.project,
        'batch', v_freeze.batch), '解冻后再办理：yaosu ledger unfreeze。');
  END IF;
END
$$;
COMMENT ON FUNCTION ledger.check_frozen IS '冻结检查（内部）';
