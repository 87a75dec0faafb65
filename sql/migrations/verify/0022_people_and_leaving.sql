SELECT (SELECT bool_and(relrowsecurity) FROM pg_class WHERE oid IN ('office.person'::regclass, 'office.post'::regclass, 'office.absence'::regclass))
  AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'library.project'::regclass AND tgname = 'project_left')
