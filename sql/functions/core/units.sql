-- Ten-thousandths of a unit as an exact decimal in the unit, for views. No SET clause, so that the planner can inline it.
CREATE OR REPLACE FUNCTION core.units(quantity bigint)
RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.round(quantity::numeric / 10000, 4);
GRANT EXECUTE ON FUNCTION core.units TO yaosu_app, yaosu_report;
COMMENT ON FUNCTION core.units IS '万分之一单位的整数 → 以要素单位表示的精确小数';
