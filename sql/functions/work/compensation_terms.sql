-- What a case says that compensation is counted from (P11), as plan.reclaim takes it: money in 万元×10^4. Land without its years, or years without land, says nothing yet.
CREATE OR REPLACE FUNCTION work.compensation_terms(p_data jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN coalesce(p_data->>'land_price', '') <> '' AND coalesce(p_data->>'land_years', '') <> '' AND coalesce(p_data->>'used_years', '') <> ''
      THEN jsonb_build_object('land_price', ((p_data->>'land_price')::numeric * 10000)::bigint, 'land_years', (p_data->>'land_years')::integer,
        'land_used_years', (p_data->>'used_years')::integer) ELSE '{}' END
    || CASE WHEN coalesce(p_data->>'appraisal', '') <> '' THEN jsonb_build_object('appraisal', ((p_data->>'appraisal')::numeric * 10000)::bigint) ELSE '{}' END
$$;
GRANT EXECUTE ON FUNCTION work.compensation_terms TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION work.compensation_terms IS '事项中的补偿计算依据';
