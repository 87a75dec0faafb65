-- Effect on the promise ledger: `post` opens what the enterprise promises (the project's own figures), `keep` books evidence from the form,
-- `waive` closes what stays open, on decision. Never more is kept than is open: the rest is beyond the promise and stays in the form.
-- Start and finish are promised once each for their day; the milestone keeps them (`effect_milestone`), however late.
CREATE OR REPLACE FUNCTION work.effect_promise(p_matter work.matter, p_effect jsonb, p_day date, p_person text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_actor text := coalesce(p_person, 'system');
  v_evidence text := coalesce(p_matter.data->>'evidence', format('事项 %s', p_matter.number));
  p library.project;
  i record;
BEGIN
  SELECT * INTO p FROM library.project WHERE (city, code) = (p_matter.city, p_matter.project) FOR NO KEY UPDATE;
  IF p_effect->>'do' = 'post' THEN
    INSERT INTO work.promise (city, project, item, from_account, to_account, quantity, due, day, evidence, number, actor)
      SELECT p.city, p.code, x.item, 'outside', 'open', x.quantity, x.due, p_day, '企业申报', p_matter.number, v_actor
      FROM (VALUES ('investment', p.investment::bigint, p.planned_finish), ('output', p.output::bigint, (p.planned_finish + INTERVAL '2 years')::date),
        ('tax', p.tax::bigint, (p.planned_finish + INTERVAL '2 years')::date), ('jobs', p.jobs::bigint * 10000, (p.planned_finish + INTERVAL '1 year')::date),
        ('energy', p.energy_use::bigint, (p.planned_finish + INTERVAL '2 years')::date),
        ('start_work', CASE WHEN p.planned_start IS NOT NULL THEN 10000 END, p.planned_start),
        ('completion', CASE WHEN p.planned_finish IS NOT NULL THEN 10000 END, p.planned_finish))
        AS x(item, quantity, due)
      WHERE x.quantity > 0 AND NOT EXISTS (SELECT FROM work.promise o WHERE (o.city, o.project, o.item) = (p.city, p.code, x.item));
    RETURN;
  END IF;
  FOR i IN SELECT item, open::bigint AS open FROM work.promise_balance WHERE (city, project) = (p.city, p.code) AND open > 0 LOOP
    IF p_effect->>'do' = 'waive' THEN
      INSERT INTO work.promise (city, project, item, from_account, to_account, quantity, day, evidence, number, actor)
        VALUES (p.city, p.code, i.item, 'open', 'waived', i.open, p_day, v_evidence, p_matter.number, v_actor);
    ELSIF coalesce(p_matter.data->>('real_' || i.item), '') <> '' THEN
      INSERT INTO work.promise (city, project, item, from_account, to_account, quantity, day, evidence, number, actor)
        SELECT p.city, p.code, i.item, 'open', 'kept', least(i.open, g.more), p_day, v_evidence, p_matter.number, v_actor
        -- Energy is promised as the most that is used: what is used beyond it is what stays open.
        FROM (SELECT CASE i.item WHEN 'energy' THEN b.promised - greatest(x.shown - b.promised, 0) ELSE x.shown END - b.kept AS more
          FROM work.promise_balance b, (SELECT ((p_matter.data->>('real_' || i.item))::numeric * 10000)::bigint AS shown) x
          WHERE (b.city, b.project, b.item) = (p.city, p.code, i.item)) g
        WHERE g.more > 0;
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION work.effect_promise IS '办理效果：承诺账（内部）';
