-- Trigger of library.demand: keeps what a demand was before it changed or was replaced.
CREATE OR REPLACE FUNCTION library.note_demand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD IS DISTINCT FROM NEW THEN
    INSERT INTO library.demand_history (city, project, factor, year, phase, quantity, standing, basis, actor, import)
      VALUES (OLD.city, OLD.project, OLD.factor, OLD.year, OLD.phase, OLD.quantity, OLD.standing, OLD.basis,
        coalesce(nullif(current_setting('yaosu.actor', true), ''), session_user),
        nullif(current_setting('yaosu.import', true), '')::integer);
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION library.note_demand IS '触发器：保留要素需求的历史值';
