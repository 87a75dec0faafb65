-- Carries out what was agreed and whose window is over; safe to run at any time by any number of workers. Returns how many took effect.
-- One that isn't possible any more is refused with the reason, and the others go on.
CREATE OR REPLACE FUNCTION office.carry_out_due(p_city text)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_it office.proposal;
  v_count integer := 0;
BEGIN
  FOR v_it IN SELECT * FROM office.proposal WHERE city = p_city AND state = 'agreed' AND takes_effect_at <= clock_timestamp() ORDER BY proposal FOR UPDATE SKIP LOCKED LOOP
    BEGIN
      UPDATE office.proposal SET state = 'done', answer = office.carry_out(v_it.kind, jsonb_set(v_it.content, '{context,decided_by}', to_jsonb(v_it.decided_by::text)))
        WHERE (city, proposal) = (v_it.city, v_it.proposal);
      v_count := v_count + 1;
    EXCEPTION WHEN OTHERS THEN
      UPDATE office.proposal SET state = 'refused', reason = left(SQLERRM, 1000) WHERE (city, proposal) = (v_it.city, v_it.proposal);
      PERFORM access.note(jsonb_build_object('city', p_city, 'person', ''), 'carry_out_failed', v_it.title, jsonb_build_object('proposal', v_it.proposal, 'error', SQLERRM));
    END;
  END LOOP;
  RETURN v_count;
END
$$;
GRANT EXECUTE ON FUNCTION office.carry_out_due TO yaosu_app;
COMMENT ON FUNCTION office.carry_out_due IS '办理窗口期已过的已批准事项';
