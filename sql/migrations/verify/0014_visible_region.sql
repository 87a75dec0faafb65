SELECT pg_get_viewdef('policy.visible_region'::regclass) ~ 'UNION'
