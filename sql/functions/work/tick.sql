-- The daily job: reminders, overdue notices, escalation, deadlines that decide by rule, cases that begin by themselves. Idempotent: running it twice,
-- or late, tells nothing twice. context: {city, date?}. Returns what it did, counted.
CREATE OR REPLACE FUNCTION work.tick(context jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
  v_day date := work.day_of(context);
  v_result jsonb := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('yaosu.tick.' || v_city, 0));
  v_result := v_result || jsonb_build_object('reminded', work.tick_reminders(v_city, v_day));
  v_result := v_result || jsonb_build_object('lapsed', work.tick_lapses(v_city, v_day));
  v_result := v_result || jsonb_build_object('started', work.tick_starts(v_city, v_day));
  RETURN v_result || jsonb_build_object('day', v_day);
END
$$;
GRANT EXECUTE ON FUNCTION work.tick TO yaosu_app;
COMMENT ON FUNCTION work.tick IS '每日作业：提醒、超期、上报、到期处理、自动发起';
