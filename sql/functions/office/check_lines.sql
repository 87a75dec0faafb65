-- What a proposal of one region may touch: a county's own pools. A line says its pool; a return its loan, whose borrower it is; what freezes, corrects,
-- reclaims, opens or ends a year reaches beyond a pool and is the headquarters' own.
CREATE OR REPLACE FUNCTION office.check_lines(context jsonb, p_kind text, p_region text, p_content jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_city text := context->>'city';
BEGIN
  IF p_kind NOT LIKE 'ledger.%' THEN RETURN; END IF;
  IF p_kind IN ('ledger.freeze', 'ledger.unfreeze', 'ledger.correct', 'ledger.reclaim', 'ledger.expire', 'ledger.open')
      -- A file of deposits for the whole city: who may propose for the city's region may propose for each.
      OR p_kind = 'ledger.deposit' AND p_region = v_city AND jsonb_array_length(p_content->'lines') > 1 THEN
    PERFORM access.require(context, ARRAY['hq_clerk']);
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(p_content->'lines') l
      WHERE p_region IS DISTINCT FROM coalesce(l->>'from', l->>'region', (SELECT o.borrower FROM ledger.loan o WHERE (o.city, o.loan) = (v_city, (l->>'loan')::bigint)))) THEN
    RAISE EXCEPTION '事项所列要素池不都属于 %', (SELECT name FROM policy.region WHERE (city, code) = (v_city, p_region)) USING ERRCODE = 'YS405',
      HINT = '调剂、拆借按转出方提出，归还按借入方提出。';
  END IF;
END
$$;
COMMENT ON FUNCTION office.check_lines IS '待批事项涉及的要素池（内部）';
