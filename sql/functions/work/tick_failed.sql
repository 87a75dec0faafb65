-- What the daily job could not do for one case is told to the headquarters, once a day, and doesn't stop the rest. Only refusals of ours are
-- such news; anything else is a fault and ends the job.
CREATE OR REPLACE FUNCTION work.tick_failed(p_city text, p_day date, p_what text, p_number integer, p_project text, p_state text, p_message text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_state NOT LIKE 'YS%' THEN
    RAISE EXCEPTION '每日作业 %：%', p_what, p_message USING ERRCODE = p_state,
      DETAIL = core.in_english(format('the daily job, %s: %s', p_what, p_message));
  END IF;
  PERFORM work.notify(p_city, format('failed:%s:%s', p_what, p_day), 'told', u.code, 'hq_clerk', NULL, p_number, NULL, p_project,
    format('每日作业未能处理 %s：%s', p_what, p_message), p_day, NULL)
    FROM office.unit u WHERE u.city = p_city AND u.kind = 'headquarters' AND u.region = p_city ORDER BY u.sort LIMIT 1;
END
$$;
COMMENT ON FUNCTION work.tick_failed IS '每日作业：个别失败告知指挥部（内部）';
