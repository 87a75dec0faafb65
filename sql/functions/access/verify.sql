-- The first line of the security record that doesn't follow from the one before; no row: nothing was changed. Of the service's people the audit
-- administrator alone may ask.
CREATE OR REPLACE FUNCTION access.verify(p_city text)
RETURNS TABLE (event bigint, fault text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.require(jsonb_build_object('city', p_city, 'person', current_setting('yaosu.person', true)), ARRAY['audit_admin']);
  RETURN QUERY SELECT e.event, CASE WHEN e.event <> e.place THEN 'missing line' ELSE 'changed line' END
    FROM (SELECT v.*, row_number() OVER w AS place, lag(v.seal, 1, '') OVER w AS before FROM access.event v WHERE v.city = p_city WINDOW w AS (ORDER BY v.event)) e
    WHERE e.event <> e.place OR e.seal <> access.seal_of(e.before, e.event, e.at,
      jsonb_build_object('person', e.person, 'address', e.address, 'request', e.request), e.kind, e.subject, e.detail)
    ORDER BY e.event LIMIT 1;
END
$$;
GRANT EXECUTE ON FUNCTION access.verify TO yaosu_app, yaosu_officer;
COMMENT ON FUNCTION access.verify IS '核验审计记录的封印';
