-- Holds a county's month until the transaction ends: reporting and locking of one month come one after the other.
CREATE OR REPLACE FUNCTION work.hold_month(p_city text, p_region text, p_month date)
RETURNS void
LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(concat_ws('.', 'yaosu.month', p_city, p_region, p_month - DATE '2000-01-01'), 0))
$$;
COMMENT ON FUNCTION work.hold_month IS '占住某县区的月报（内部）';
