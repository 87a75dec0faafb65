-- Who somebody is, as the console needs it at each request.
CREATE OR REPLACE FUNCTION access.person_facts(p_city text, p_person text)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- plpgsql keeps the statement's plan; as a plain SQL function it was planned anew at each request.
  RETURN (SELECT jsonb_build_object('person', p.code, 'name', p.name, 'unit', u.code, 'unitName', u.name, 'unitKind', u.kind, 'region', u.region,
    'isCity', u.region = u.city AND u.kind <> 'enterprise', 'roles', coalesce((SELECT jsonb_agg(DISTINCT t.role) FROM office.post t WHERE (t.city, t.person) = (p.city, p.code)), '[]'))
  FROM office.person p JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
  WHERE (p.city, p.code) = (p_city, p_person) AND p.is_active);
END
$$;
COMMENT ON FUNCTION access.person_facts IS '人员的单位和角色（内部）';
