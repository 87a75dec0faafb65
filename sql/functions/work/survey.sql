-- The random draw of project owners for the satisfaction survey (L26): those projects whose hash with the published seed is smallest. Anyone who knows the
-- seed and the list draws the same; the list is the whole city's.
CREATE OR REPLACE FUNCTION work.survey(p_city text, p_seed text, p_count integer)
RETURNS TABLE (place integer, project text, name text, region text, owner text, ticket text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT row_number() OVER (ORDER BY t.ticket)::integer, p.code::text, p.name::text, p.region::text, p.owner::text, t.ticket
  FROM library.project p
  CROSS JOIN LATERAL (SELECT encode(digest(p_seed || chr(31) || p.code, 'sha256'), 'hex') AS ticket) t
  WHERE p.city = p_city AND p.stage IN ('allocated', 'construction', 'production') AND access.sees_city(p_city)
  ORDER BY t.ticket LIMIT least(greatest(p_count, 0), 10000)
$$;
GRANT EXECUTE ON FUNCTION work.survey TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION work.survey IS '满意度调查的随机抽取（公布种子，可复核）';
