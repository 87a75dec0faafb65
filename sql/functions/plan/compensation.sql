-- P11: land from its transfer price, falling in equal parts over the term of use; buildings at the appraisal. Money in 万元×10^4, NULL where
-- nothing was transferred. The land part is rounded down to a whole step: the city doesn't pay for a part of a year already used.
CREATE OR REPLACE FUNCTION plan.compensation(land_price bigint, land_years integer, used_years integer, appraisal bigint)
RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF land_price IS NULL AND appraisal IS NULL THEN
    RETURN NULL;
  END IF;
  IF land_price IS NOT NULL AND (land_years IS NULL OR land_years NOT BETWEEN 1 AND 100 OR used_years IS NULL OR used_years < 0) THEN
    RAISE EXCEPTION '计算土地补偿需要出让年限(1–100)和已使用年数' USING ERRCODE = 'YS108';
  END IF;
  IF land_price < 0 OR appraisal < 0 THEN
    RAISE EXCEPTION '出让价格和评估价格不能为负' USING ERRCODE = 'YS108';
  END IF;
  RETURN coalesce(floor(land_price::numeric * greatest(land_years - used_years, 0) / land_years)::bigint, 0) + coalesce(appraisal, 0);
END
$$;
GRANT EXECUTE ON FUNCTION plan.compensation TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION plan.compensation IS 'P11 退出补偿：土地按出让价逐年递减，地上物按评估价（万元×10^4）';
