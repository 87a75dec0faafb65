-- The days on which projects that hold quota, or held it, moved on, each with the next such day (the day after `p_to` where there is none): from the first
-- reservation or the planned start, whichever is later, by milestones and by months in which more was invested. One row a stretch.
CREATE OR REPLACE FUNCTION policy.standstill(p_city text, p_to date)
RETURNS TABLE (project text, day date, next_day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH held AS (
    SELECT a.project, min(b.business_date) AS since FROM ledger.account a
    JOIN ledger.entry e ON (e.city, e.to_account) = (a.city, a.account)
    JOIN ledger.batch b ON (b.city, b.batch) = (e.city, e.batch)
    WHERE a.city = p_city AND a.kind IN ('reserved', 'granted') AND a.project IS NOT NULL GROUP BY a.project),
  moved AS (
    SELECT h.project, greatest(h.since, p.planned_start) AS day FROM held h JOIN library.project p ON (p.city, p.code) = (p_city, h.project)
    UNION SELECT p.code, p.last_progress FROM library.project p JOIN held h ON h.project = p.code WHERE p.city = p_city
    UNION SELECT m.project, m.day FROM work.milestone m JOIN held h USING (project) WHERE m.city = p_city
    UNION SELECT w.project, (w.month + INTERVAL '1 month - 1 day')::date FROM (SELECT x.project, x.month, x.invested
        - coalesce(lag(x.invested) OVER (PARTITION BY x.project, extract(year FROM x.month) ORDER BY x.month), 0) AS more
      FROM work.progress x JOIN held h USING (project) WHERE x.city = p_city) w WHERE w.more > 0)
  SELECT m.project::text, m.day, coalesce(lead(m.day) OVER (PARTITION BY m.project ORDER BY m.day), p_to + 1)
  FROM moved m WHERE m.day IS NOT NULL AND m.day <= p_to
$$;
COMMENT ON FUNCTION policy.standstill IS '持有指标的项目历次进展及其间隔（内部）';
