-- Effect: the month's figures of the region are locked (`lock`), or opened again with the reason in the history (`unlock`).
CREATE OR REPLACE FUNCTION work.effect_lock_month(p_matter work.matter, p_effect jsonb, p_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_month date := date_trunc('month', (p_matter.data->>'month')::date)::date;
BEGIN
  PERFORM work.hold_month(p_matter.city, p_matter.region, v_month);
  UPDATE work.progress w SET locked_by = CASE p_effect->>'do' WHEN 'unlock' THEN NULL ELSE p_matter.number END
  FROM library.project p
  WHERE (p.city, p.code) = (w.city, w.project) AND w.city = p_matter.city AND p.region = p_matter.region AND w.month = v_month;
END
$$;
COMMENT ON FUNCTION work.effect_lock_month IS '办理效果：锁定月报（内部）';
