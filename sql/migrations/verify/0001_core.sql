SELECT (SELECT count(*) FROM pg_roles WHERE rolname IN ('yaosu_app', 'yaosu_report')) = 2 AND to_regnamespace('report') IS NOT NULL
