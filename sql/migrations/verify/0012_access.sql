SELECT to_regclass('access.event') IS NOT NULL AND to_regclass('office.one_of_three') IS NOT NULL
  AND NOT has_table_privilege('yaosu_service', 'access.account', 'SELECT')
