-- Why a project is or is not in a class of L2, as a sentence. Thresholds as in library.judgement.
CREATE OR REPLACE FUNCTION library.class_reason(p_class integer, p_is_member boolean, p library.project, thresholds bigint[])
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_class
    WHEN 1 THEN CASE WHEN p_is_member THEN '政策性资金项目' ELSE '不是中央预算内、地方政府专项债、国债等政策性资金项目' END
    WHEN 2 THEN CASE p.level WHEN 'national' THEN '国家级重点项目' WHEN 'provincial' THEN '省级重点项目'
      WHEN 'municipal' THEN '市级重点项目' ELSE '级别为县级，不是省市级重点项目' END
    WHEN 3 THEN CASE WHEN p.source_kind <> 'attracted' THEN '不是新招引项目'
      WHEN p.is_cross_county THEN '跨县域招商引资项目'
      ELSE library.against_threshold('投资', p.investment, thresholds[1], '万元') END
    WHEN 4 THEN CASE WHEN p.source_kind <> 'foreign' THEN '不是外资项目'
      ELSE library.against_threshold('年度新增投资总额', p.usd_total, thresholds[3], '万美元') || '，'
        || library.against_threshold('年度现金缴付注册资本', p.usd_cash, thresholds[4], '万美元') END
    WHEN 5 THEN CASE WHEN p.source_kind <> 'planned' THEN '不是新谋划项目'
      ELSE library.against_threshold('投资', p.investment, thresholds[2], '万元') END
    WHEN 6 THEN CASE WHEN p_is_member THEN '战略性新兴产业项目' ELSE '不是战略性新兴产业项目' END
    WHEN 7 THEN CASE WHEN p_is_member THEN '市级推进：' || (p.named_reason) ELSE '市级没有另行指定' END
  END
$$;
GRANT EXECUTE ON FUNCTION library.class_reason TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION library.class_reason IS '认定或不认定的理由';
